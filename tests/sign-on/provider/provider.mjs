// A real provider of accounts (npm's oidc-provider) for the tests of the sign-on, with a door beside
// it through which a test makes happen what happens to providers: keys change, rights are taken
// back, clocks go wrong, the machine is down.
//   node provider.mjs INSTALLED PORT CONTROL_PORT [KEY.pem CERT.pem]
// The control port takes one JSON object per POST (see `orders`) and answers with JSON.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { randomUUID } from 'node:crypto';

const [installed, port, controlPort, keyFile, certFile] = process.argv.slice(2);
const from = createRequire(`${installed}/package.json`);
const { default: Provider, errors } = await import(pathToFileURL(from.resolve('oidc-provider')));
const jose = await import(pathToFileURL(from.resolve('jose')));

const scheme = keyFile ? 'https' : 'http';
const issuer = `${scheme}://127.0.0.1:${port}`;
const realNow = Date.now;
Date.now = () => realNow() + settings.clock_off_s * 1000;

const settings = {
  clock_off_s: 0,
  id_token_s: 3600,
  code_s: 600,
  interval_s: 1, // What the answer says.
  enforced_interval_s: 0, // What is really asked of clients.
  alg: 'RS256',
  tamper: null, // Claims that are put into every ID token, signed anew with the provider's key.
  forged: null, // "none", "hmac", "stranger": how ID tokens are signed instead.
  accounts: {}, // By account: further claims.
};
let keys = [];
let provider;
const log = [];
const tokens = new Map(); // Refresh token -> the provider's own record of it.
const asked = new Map(); // Device code -> when it was asked about.

async function newKey(alg) {
  const { privateKey } = await jose.generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  return { ...(await jose.exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg };
}

async function forge(token) {
  const claims = { ...jose.decodeJwt(token), ...settings.tamper };
  const header = jose.decodeProtectedHeader(token);
  const signer = new jose.SignJWT(claims);
  if (settings.forged === 'none') return new jose.UnsecuredJWT(claims).encode();
  if (settings.forged === 'hmac') {
    // The classic: the public key, taken for a shared secret.
    const { d, p, q, dp, dq, qi, ...open } = keys[0];
    return signer.setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(new TextEncoder().encode(JSON.stringify(open)));
  }
  const key = settings.forged === 'stranger' ? await newKey(header.alg) : keys[0];
  return signer.setProtectedHeader(header).sign(await jose.importJWK(key, header.alg));
}

/// Around the provider: what is asked is written down, and what a test wants is done to it.
async function around(ctx, next) {
  await next();
  const answer = ctx.body && typeof ctx.body === 'object' ? ctx.body : {};
  if (ctx.path === '/device/auth' && answer.device_code) ctx.body.interval = settings.interval_s;
  if (answer.id_token && (settings.tamper || settings.forged)) ctx.body.id_token = await forge(answer.id_token);
  const sent = ctx.oidc?.params ?? {};
  log.push({ path: ctx.path, status: ctx.status, error: answer.error ?? '', grant: sent.grant_type ?? '', at: realNow() });
}

function tooSoon(code) {
  const before = asked.get(code) ?? -Infinity;
  asked.set(code, realNow());
  return realNow() - before < settings.enforced_interval_s * 1000;
}

function make() {
  provider = new Provider(issuer, {
    jwks: { keys },
    cookies: { keys: ['of a test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['preferred_username'], roles: ['groups', 'realm_access'] },
    scopes: ['openid', 'offline_access', 'profile', 'roles'],
    features: { deviceFlow: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: true } },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: () => settings.id_token_s, IdToken: () => settings.id_token_s, DeviceCode: () => settings.code_s,
      RefreshToken: 3600, Grant: 3600, Interaction: 600, Session: 3600,
    },
    findAccount: async (ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id, ...settings.accounts[id] }),
    }),
    clients: [{
      client_id: 'foyer', client_secret: 'a secret of the test+/ %', redirect_uris: [], response_types: [],
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      id_token_signed_response_alg: settings.alg,
    }],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
  });
  provider.use(around);
  provider.on('refresh_token.saved', (token) => tokens.set(token.jti, token));
}

/// What a provider with a limit does; oidc-provider itself has none.
async function limited(request, response, handle) {
  if (request.url !== '/token' || settings.enforced_interval_s === 0) return handle(request, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const form = new URLSearchParams(body.toString());
  const code = form.get('device_code');
  if (code && tooSoon(code)) {
    log.push({ path: '/token', status: 400, error: 'slow_down', grant: form.get('grant_type'), at: realNow() });
    response.writeHead(400, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ error: new errors.SlowDown().error }));
  }
  request.body = body; // As a body parser before it would leave it.
  return handle(request, response);
}

let server;
function listen() {
  const handler = (request, response) => limited(request, response, provider.callback());
  server = keyFile
    ? createTlsServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, handler)
    : createServer(handler);
  return new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
}
function hangUp() {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

const orders = {
  async set(values) {
    Object.assign(settings, values);
    make();
  },
  async rotate(alg) {
    settings.alg = alg ?? settings.alg;
    keys = [await newKey(settings.alg)];
    make();
  },
  async take_back() {
    for (const token of tokens.values()) {
      await provider.RefreshToken.revokeByGrantId(token.grantId);
      await (await provider.Grant.find(token.grantId))?.destroy();
    }
  },
  async down() {
    await hangUp();
  },
  async up() {
    await listen();
  },
  async log() {
    return log.splice(0);
  },
  /// How many refresh tokens could still be used.
  async alive() {
    let count = 0;
    for (const jti of tokens.keys()) {
      const token = await provider.RefreshToken.find(jti);
      if (token && !token.consumed) count += 1;
    }
    return count;
  },
};

keys = [await newKey('RS256')];
make();
await listen();
createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    const [[order, value]] = Object.entries(JSON.parse(text));
    const result = await orders[order](value);
    response.end(JSON.stringify({ ok: true, result: result ?? null }));
  } catch (e) {
    response.writeHead(500).end(JSON.stringify({ ok: false, text: String(e?.stack ?? e) }));
  }
}).listen(Number(controlPort), '127.0.0.1', () => console.log('ready'));
