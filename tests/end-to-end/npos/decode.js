// Decodes ESC/POS with npos, which is not ours, and writes the picture as PBM (P4) to standard output.
//   node decode.js FOLDER_WITH_NODE_MODULES FILE
// Ends with 1 and a word on standard error if anything but one picture, a reset, a feed and a cut is in the file.
'use strict';
const fs = require('fs');
const path = require('path');
const npos = require(path.join(process.argv[2], 'node_modules', 'npos'));

function fail(why) {
  process.stderr.write(why + '\n');
  process.exit(1);
}

npos.parser().parse(fs.readFileSync(process.argv[3])).then(found => {
  if (found.error) fail(String(found.error));
  const commands = found.tree.map(node => node.ascii + ' ' + (node.fn || ''));
  const expected = ['ESC @', 'GS v0', 'ESC d', 'GS V'];
  const strange = commands.filter(command => !expected.includes(command));
  if (strange.length > 0) fail('not expected: ' + strange.join(', '));
  const pictures = found.entries.filter(entry => entry.type === 'raster');
  if (pictures.length !== 1) fail(pictures.length + ' pictures, not one');
  const image = pictures[0].data;
  const rowBytes = image.width / 8;
  const bits = Buffer.alloc(rowBytes * image.height);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (image.getPixel(x, y) === 0) bits[y * rowBytes + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  process.stdout.write(Buffer.concat([Buffer.from(`P4\n${image.width} ${image.height}\n`), bits]));
}).catch(error => fail(error.stack));
