// A city's own system that speaks GeoReport v2, over HTTP, and fails in every way when it is told to.
//   node georeport.js LOG
// Prints its port. Lines of standard input: {"plan": ["ok", "500", "lost", …]} for the next POSTs, {"gets": […]} for the next GETs,
// {"status": {"ID": "closed"}}, {"tokens": true} to give tokens instead of ids from now on, {"ids": true} to give tokens their ids. Every request
// that it takes is a line of LOG.
"use strict";
const fs = require("fs");
const http = require("http");
const readline = require("readline");

const log = process.argv[2];
const requests = new Map();  // By id.
let plan = [];
let gets = [];
let givesTokens = false;
let tokensHaveIds = false;

function take(members) {
  const id = String(1000 + requests.size);
  const request = {
    service_request_id: id, status: "open", service_code: members.get("service_code"),
    description: members.get("description"), requested_datetime: new Date().toISOString(),
    api_key: members.get("api_key"), jurisdiction_id: members.get("jurisdiction_id"),
    address: members.get("address_string"), phone: members.get("phone"), email: members.get("email"),
  };
  requests.set(id, request);
  fs.appendFileSync(log, JSON.stringify(request) + "\n");
  return id;
}

function send(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
}

function posted(id) {
  return [givesTokens ? { token: "t" + id } : { service_request_id: id, service_notice: "", account_id: null }];
}

function onPost(request, response, members, fault) {
  switch (fault) {
    case "400": case "500": case "503":
      return send(response, Number(fault), [{ code: Number(fault), description: "no" }]);
    case "429":
      return response.writeHead(429, { "Retry-After": "1" }).end();
    case "refuse":
      return request.socket.destroy();
    case "lost":
      take(members);
      return request.socket.destroy();
    case "wrong":
      take(members);
      return response.writeHead(200).end("<html>thank you</html>");
    case "empty":
      take(members);
      return send(response, 200, []);
    case "500-taken":
      take(members);
      return send(response, 500, [{ code: 500, description: "taken all the same" }]);
    case "drip":
      take(members);
      response.writeHead(200, { "Content-Length": "1000" });
      return void setInterval(() => response.write(" "), 100).unref();
    default:
      return send(response, 201, posted(take(members)));
  }
}

function onGet(url, request, response, fault) {
  if (fault === "refuse") return request.socket.destroy();
  if (fault === "wrong") return response.writeHead(200).end("{\"service_request_id\":1}");
  if (fault !== "ok") return send(response, Number(fault), []);
  const token = /^\/v2\/tokens\/t(\d+)\.json$/.exec(url.pathname);
  if (token) return send(response, 200, [{ token: "t" + token[1], ...(tokensHaveIds && { service_request_id: token[1] }) }]);
  if (url.pathname !== "/v2/requests.json") return send(response, 404, [{ code: 404, description: "no" }]);
  const ids = url.searchParams.get("service_request_id");
  const code = url.searchParams.get("service_code");
  const since = url.searchParams.get("start_date");
  const found = [...requests.values()].filter((r) => (!ids || ids.split(",").includes(r.service_request_id)) &&
    (!code || r.service_code === code) && (!since || r.requested_datetime >= since));
  return send(response, 200, found.map(({ service_request_id, status, service_code, description, requested_datetime }) =>
    ({ service_request_id, status, service_code, description, requested_datetime })));
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const order = JSON.parse(line);
  plan.push(...(order.plan || []));
  gets.push(...(order.gets || []));
  for (const [id, status] of Object.entries(order.status || {})) requests.get(id).status = status;
  if ("tokens" in order) givesTokens = order.tokens;
  if ("ids" in order) tokensHaveIds = order.ids;
}).on("close", () => process.exit(0));

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("error", () => {});
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const url = new URL(request.url, "http://here");
    if (request.method === "GET") return onGet(url, request, response, gets.shift() || "ok");
    if (url.pathname !== "/v2/requests.json") return send(response, 404, []);
    return onPost(request, response, new URLSearchParams(Buffer.concat(parts).toString()), plan.shift() || "ok");
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
