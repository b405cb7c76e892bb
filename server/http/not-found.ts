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
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<section>
<h1>没有这个页面</h1>
<p>请核对地址，或从<a href="/">首页</a>开始。</p>
</section>
<section lang="zh-Hant">
<h1>沒有這個頁面</h1>
<p>請核對地址，或從<a href="/">首頁</a>開始。</p>
</section>
<section lang="en">
<h1>There is no such page</h1>
<p>Please check the address, or begin at the <a href="/">start</a>.</p>
</section>
</body>
</html>
`;

export const notFound: RequestHandler = (request, response) => {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const forPeople = reads && !/^\/api(\/|$)/i.test(request.path) && request.accepts('html');
  if (!forPeople) return sendProblem(response, problem('unknown-route'));
  response.status(404).set('Cache-Control', 'no-store').type('html').send(page);
};
