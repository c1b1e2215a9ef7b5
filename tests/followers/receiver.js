// The other side of webhooks: a real HTTP server that takes events, and fails in every way when it is told to.
//   node receiver.js SECRET LOG [CERT KEY]
// Prints its port. A line of standard input is the list of what happens to the next requests, as words ("ok 500 cut …"); after the last one all
// is well. What it takes is a line of LOG, written before the answer goes: {seq, kind, fault, body}.
"use strict";
const crypto = require("crypto");
const fs = require("fs");
const http = require("http");
const https = require("https");
const readline = require("readline");

const [secret, log, cert, key] = process.argv.slice(2);
const plan = [];

function isSigned(request, body) {
  const [, time, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(request.headers["foyer-signature"] || "") || [];
  if (!time || Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const expected = crypto.createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
  return crypto.timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

function take(request, body, fault) {
  const event = JSON.parse(body);
  if (String(event.seq) !== request.headers["foyer-seq"]) throw new Error("another seq than its header");
  fs.appendFileSync(log, JSON.stringify({ seq: event.seq, kind: event.kind, fault, body: event }) + "\n");
}

function answer(request, response, body, fault) {
  if (!isSigned(request, body)) {
    fs.appendFileSync(log, JSON.stringify({ unsigned: true }) + "\n");
    return response.writeHead(401).end();
  }
  switch (fault) {
    case "500": case "503": case "400": case "408": case "409":
      return response.writeHead(Number(fault)).end("no");
    case "429":
      return response.writeHead(429, { "Retry-After": "1" }).end();
    case "redirect":
      return response.writeHead(302, { Location: "/elsewhere" }).end();
    case "refuse":  // Cut before anything was taken.
      return request.socket.destroy();
    case "silent":  // Never answers; the other side has to give up.
      return undefined;
    case "lost":  // Taken, and the answer is lost.
      take(request, body, fault);
      return request.socket.destroy();
    case "cut":  // Taken, and the answer is cut in its body.
      take(request, body, fault);
      response.writeHead(200, { "Content-Length": "100" });
      response.write("{");
      return setImmediate(() => request.socket.destroy());
    case "drip":  // Taken, and the answer comes too slowly to wait for.
      take(request, body, fault);
      response.writeHead(200, { "Content-Length": "1000" });
      return void setInterval(() => response.write("."), 100).unref();
    case "rubbish":
      return request.socket.end("this is not HTTP at all\r\n\r\n");
    case "huge":  // More than anybody should keep in memory.
      response.writeHead(200);
      return pour(response);
    default:
      take(request, body, "ok");
      return response.writeHead(204).end();
  }
}

function pour(response) {
  const block = Buffer.alloc(1 << 20, 120);
  const more = () => { while (!response.destroyed && response.write(block)); };
  response.on("drain", more);
  response.on("error", () => {});
  more();
}

function onRequest(request, response) {
  const parts = [];
  request.on("error", () => {});
  request.on("data", (part) => parts.push(part));
  request.on("end", () => answer(request, response, Buffer.concat(parts), plan.shift() || "ok"));
}

readline.createInterface({ input: process.stdin }).on("line", (line) => plan.push(...line.split(" ").filter(Boolean)))
  .on("close", () => process.exit(0));
const server = cert ? https.createServer({ cert: fs.readFileSync(cert), key: fs.readFileSync(key) }, onRequest)
                    : http.createServer(onRequest);
server.listen(Number(process.env.PORT || 0), "127.0.0.1", () => console.log(server.address().port));
