/**
 * What is said where there is nothing: a problem to programs, two polite sentences to people.
 */
import type { RequestHandler } from 'express';
import { problem, sendProblem } from './problems.ts';

const page = `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有这个页面 · Page not found</title>
</head>
<body>
<h1>没有这个页面</h1>
<p>请核对地址，或从<a href="/">首页</a>开始。</p>
<h1 lang="en">There is no such page</h1>
<p lang="en">Please check the address, or begin at the <a href="/">start</a>.</p>
</body>
</html>
`;

export const notFound: RequestHandler = (request, response) => {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const forPeople = reads && !/^\/api(\/|$)/i.test(request.path) && request.accepts('html');
  if (!forPeople) return sendProblem(response, problem('unknown-route'));
  response.status(404).set('Cache-Control', 'no-store').type('html').send(page);
};
