CREATE TABLE graphs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  folder TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE TABLE graph_versions (
  graph TEXT NOT NULL REFERENCES graphs (id),
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (graph, revision)
) STRICT;
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  graph TEXT NOT NULL REFERENCES graphs (id),
  snapshot TEXT NOT NULL,
  folder TEXT,
  state TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE,
  request TEXT NOT NULL,
  error TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE TABLE attempts (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  n INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  fence INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  pid INTEGER,
  pid_start TEXT,
  fraction REAL NOT NULL,
  message TEXT,
  seconds_left REAL,
  started_at INTEGER,
  finished_at INTEGER,
  cache TEXT,
  cache_key TEXT,
  ingredients TEXT,
  error TEXT,
  outputs TEXT,
  results TEXT,
  PRIMARY KEY (run, node, n)
) STRICT;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES runs (id),
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  node TEXT,
  payload TEXT NOT NULL
) STRICT;
CREATE TABLE metrics (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (run, node, name, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE artifacts (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  manifest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cache (
  key TEXT PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  outputs TEXT NOT NULL,
  results TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE labeling_requests (
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  request TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (run, node)
) STRICT;
CREATE TABLE tasks (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, node, id),
  FOREIGN KEY (run, node) REFERENCES labeling_requests (run, node)
) STRICT;
CREATE TABLE leases (
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (run, node, labeler),
  FOREIGN KEY (run, node, task) REFERENCES tasks (run, node, id)
) STRICT;
CREATE TABLE judgements (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  task TEXT NOT NULL,
  labeler TEXT NOT NULL,
  answer TEXT,
  withdraws TEXT UNIQUE REFERENCES judgements (id),
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  idempotency_key TEXT,
  late INTEGER NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (run, node, labeler, idempotency_key),
  FOREIGN KEY (run, node, task) REFERENCES tasks (run, node, id)
) STRICT;
CREATE TABLE links (
  digest TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  one_time INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  labeler TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO graphs VALUES ('632768f9f18f1334', 'test', 3, '/home/heed', 1795344536525, 1795344538882, NULL);
INSERT INTO graphs VALUES ('ab6a0d9063ac7fbf', 'saved', 1, NULL, 1795344539126, 1795344539126, NULL);
INSERT INTO graph_versions VALUES ('632768f9f18f1334', 1, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}]}', 1795344536525);
INSERT INTO graph_versions VALUES ('632768f9f18f1334', 2, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"bad","kind":"fail","version":1,"position":{"x":0,"y":0},"config":{}}],"edges":[]}', 1795344538443);
INSERT INTO graph_versions VALUES ('632768f9f18f1334', 3, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"people","kind":"ask","version":1,"position":{"x":0,"y":0},"config":{"pairs":2}}],"edges":[]}', 1795344538882);
INSERT INTO graph_versions VALUES ('ab6a0d9063ac7fbf', 1, '{"format":"heed/graph","version":1,"name":"saved","seed":1,"notes":[],"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}]}', 1795344539126);
INSERT INTO runs VALUES ('813338c432aafebc', '632768f9f18f1334', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}],"notes":[]}', '/home/heed', 'succeeded', 0, '0f4119c5-1b6a-4b22-9ac2-24c7ded73fae', '94b618b411bc1d73693fb9cb32692e3428c7be14b4759ae8ba7f6f887de0b3f0', NULL, 1795344536538, 1795344536552, 1795344538348);
INSERT INTO runs VALUES ('bccfe4df52e728c9', '632768f9f18f1334', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}],"notes":[]}', '/home/heed', 'succeeded', 0, 'd658b203-f934-4127-945e-8dffc667eba0', '94b618b411bc1d73693fb9cb32692e3428c7be14b4759ae8ba7f6f887de0b3f0', NULL, 1795344538357, 1795344538360, 1795344538393);
INSERT INTO runs VALUES ('cb67f9d9069b3ff2', '632768f9f18f1334', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"bad","kind":"fail","version":1,"position":{"x":0,"y":0},"config":{}}],"edges":[],"notes":[]}', '/home/heed', 'failed', 0, '2a86984b-3aef-46fc-9349-ad97a721f45f', 'd277e5a6eeb201da557288b02d5e12205a3f87c52fc166ca4984e93ebc1bf0c6', '{"en":"Node \"bad\" failed: Line 3 is not JSON; fix it.","zh":"节点“bad”运行失败：第 3 行不是 JSON；请修正。"}', 1795344538452, 1795344538509, 1795344538874);
INSERT INTO runs VALUES ('4af4df6e2126162d', '632768f9f18f1334', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"people","kind":"ask","version":1,"position":{"x":0,"y":0},"config":{"pairs":2}}],"edges":[],"notes":[]}', '/home/heed', 'waiting_human', 0, 'adb4e32c-dba6-4edf-95c9-793d3ade5f1c', '13cf7cbe157ab19b06c61d31cd29f70d704be7b3f438904ad3da1e9bd2f43769', NULL, 1795344538885, 1795344538887, NULL);
INSERT INTO attempts VALUES ('813338c432aafebc', 'a', 1, 0, 'emit', 'succeeded', 1, 0, 31156, '1491727', 1, NULL, NULL, 1795344536655, 1795344537124, '{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}', '44feae9d9e4e5cb433a901795c8f2b72547aaded2123311f7eaed16378ca9cde', '{"kind":"emit","version":1,"code":"962405d6e9bb79ac15e2b1c8b0fb636ad99769afbf234eda062e7265d69d7d8d","config":{"text":"it''s 晴","file":""},"seed":537957459,"inputs":{}}', NULL, '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}');
INSERT INTO attempts VALUES ('813338c432aafebc', 'c', 1, 1, 'count', 'succeeded', 1, 0, 31167, '1491775', 1, '10 of 10', NULL, 1795344537143, 1795344537721, '{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}', '52bf099916be91de9ffad16d7c17bdac835422c7b364513c0be4d66c3018d846', '{"kind":"count","version":1,"code":"743cfe3981936b0d9b3dd5dfb20923390c06562b0c882502605773c4c2781bc5","config":{"to":10},"seed":4279036087,"inputs":{}}', NULL, '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}');
INSERT INTO attempts VALUES ('813338c432aafebc', 'm', 1, 2, 'measure', 'succeeded', 1, 0, 31180, '1491835', 1, NULL, NULL, 1795344537742, 1795344538348, '{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}', '3bed31c972c533cf13f1976b1c517d1aa3d7c025bc7184962e3d4e9524c28658', '{"kind":"measure","version":1,"code":"ec03a0b5045d2fb4127e6421211e3a4892dd3c02b4529035ddb0a4cec8dd1cd9","config":{},"seed":4135103466,"inputs":{"in":["58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"]}}', NULL, '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}');
INSERT INTO attempts VALUES ('bccfe4df52e728c9', 'a', 1, 0, 'emit', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795344538369, 1795344538369, '{"hit":true,"fromRun":"813338c432aafebc"}', '44feae9d9e4e5cb433a901795c8f2b72547aaded2123311f7eaed16378ca9cde', '{"kind":"emit","version":1,"code":"962405d6e9bb79ac15e2b1c8b0fb636ad99769afbf234eda062e7265d69d7d8d","config":{"text":"it''s 晴","file":""},"seed":537957459,"inputs":{}}', NULL, '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}');
INSERT INTO attempts VALUES ('bccfe4df52e728c9', 'c', 1, 1, 'count', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795344538381, 1795344538381, '{"hit":true,"fromRun":"813338c432aafebc"}', '52bf099916be91de9ffad16d7c17bdac835422c7b364513c0be4d66c3018d846', '{"kind":"count","version":1,"code":"743cfe3981936b0d9b3dd5dfb20923390c06562b0c882502605773c4c2781bc5","config":{"to":10},"seed":4279036087,"inputs":{}}', NULL, '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}');
INSERT INTO attempts VALUES ('bccfe4df52e728c9', 'm', 1, 2, 'measure', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795344538393, 1795344538393, '{"hit":true,"fromRun":"813338c432aafebc"}', '3bed31c972c533cf13f1976b1c517d1aa3d7c025bc7184962e3d4e9524c28658', '{"kind":"measure","version":1,"code":"ec03a0b5045d2fb4127e6421211e3a4892dd3c02b4529035ddb0a4cec8dd1cd9","config":{},"seed":4135103466,"inputs":{"in":["58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"]}}', NULL, '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}');
INSERT INTO attempts VALUES ('cb67f9d9069b3ff2', 'bad', 1, 0, 'fail', 'failed', 1, 0, 31197, '1491912', 0, NULL, NULL, 1795344538516, 1795344538874, '{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}', 'a56fa5fdedf781f75603b3b91484fe5e7351ae50a58c595a6fb9251bb3efabc5', '{"kind":"fail","version":1,"code":"faab78e8a704962338e578c66551945bf10ccac5ed23408520b33a49dea2900a","config":{},"seed":978577426,"inputs":{}}', '{"en":"Line 3 is not JSON; fix it.","zh":"第 3 行不是 JSON；请修正。"}', NULL, NULL);
INSERT INTO attempts VALUES ('4af4df6e2126162d', 'people', 1, 0, 'ask', 'waiting_human', 1, 0, NULL, NULL, 0, NULL, NULL, 1795344538900, NULL, '{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}', '0b175dcf316a4efac2687f6f5c16e08314dd88042545eef53f77bcfa9c377588', '{"kind":"ask","version":1,"code":"0ef6814d732ae7832e0bb8788022ad0d8c648a2085f9a86e00eec1ebf54ddb15","config":{"pairs":2,"overlap":1},"seed":2485857951,"inputs":{}}', NULL, NULL, NULL);
INSERT INTO events VALUES (1, '813338c432aafebc', 1795344536538, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (2, '813338c432aafebc', 1795344536538, 'node-state', 'a', '{"type":"node-state","node":"a","state":"queued","attempt":1}');
INSERT INTO events VALUES (3, '813338c432aafebc', 1795344536538, 'node-state', 'c', '{"type":"node-state","node":"c","state":"queued","attempt":1}');
INSERT INTO events VALUES (4, '813338c432aafebc', 1795344536538, 'node-state', 'm', '{"type":"node-state","node":"m","state":"queued","attempt":1}');
INSERT INTO events VALUES (5, '813338c432aafebc', 1795344536552, 'node-state', 'a', '{"type":"node-state","node":"a","state":"leased","attempt":1}');
INSERT INTO events VALUES (6, '813338c432aafebc', 1795344536552, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (7, '813338c432aafebc', 1795344536655, 'node-state', 'a', '{"type":"node-state","node":"a","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}}');
INSERT INTO events VALUES (8, '813338c432aafebc', 1795344536945, 'node-state', 'a', '{"type":"node-state","node":"a","state":"running","attempt":1}');
INSERT INTO events VALUES (9, '813338c432aafebc', 1795344536988, 'node-state', 'a', '{"type":"node-state","node":"a","state":"publishing","attempt":1}');
INSERT INTO events VALUES (10, '813338c432aafebc', 1795344537124, 'output', 'a', '{"type":"output","node":"a","port":"out","artifact":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}');
INSERT INTO events VALUES (11, '813338c432aafebc', 1795344537124, 'node-state', 'a', '{"type":"node-state","node":"a","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (12, '813338c432aafebc', 1795344537124, 'node-state', 'c', '{"type":"node-state","node":"c","state":"leased","attempt":1}');
INSERT INTO events VALUES (13, '813338c432aafebc', 1795344537143, 'node-state', 'c', '{"type":"node-state","node":"c","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}}');
INSERT INTO events VALUES (14, '813338c432aafebc', 1795344537620, 'node-state', 'c', '{"type":"node-state","node":"c","state":"running","attempt":1}');
INSERT INTO events VALUES (15, '813338c432aafebc', 1795344537636, 'metrics', 'c', '{"type":"metrics","node":"c","points":[{"step":1,"values":{"number":1}},{"step":2,"values":{"number":2}},{"step":3,"values":{"number":3}},{"step":4,"values":{"number":4}},{"step":5,"values":{"number":5}},{"step":6,"values":{"number":6}},{"step":7,"values":{"number":7}},{"step":8,"values":{"number":8}},{"step":9,"values":{"number":9}},{"step":10,"values":{"number":10}}]}');
INSERT INTO events VALUES (16, '813338c432aafebc', 1795344537640, 'progress', 'c', '{"type":"progress","node":"c","fraction":1,"message":"10 of 10","secondsLeft":0}');
INSERT INTO events VALUES (17, '813338c432aafebc', 1795344537668, 'node-state', 'c', '{"type":"node-state","node":"c","state":"publishing","attempt":1}');
INSERT INTO events VALUES (18, '813338c432aafebc', 1795344537721, 'output', 'c', '{"type":"output","node":"c","port":"out","artifact":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}');
INSERT INTO events VALUES (19, '813338c432aafebc', 1795344537721, 'node-state', 'c', '{"type":"node-state","node":"c","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (20, '813338c432aafebc', 1795344537721, 'node-state', 'm', '{"type":"node-state","node":"m","state":"leased","attempt":1}');
INSERT INTO events VALUES (21, '813338c432aafebc', 1795344537742, 'node-state', 'm', '{"type":"node-state","node":"m","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}}');
INSERT INTO events VALUES (22, '813338c432aafebc', 1795344538024, 'node-state', 'm', '{"type":"node-state","node":"m","state":"running","attempt":1}');
INSERT INTO events VALUES (23, '813338c432aafebc', 1795344538117, 'node-state', 'm', '{"type":"node-state","node":"m","state":"publishing","attempt":1}');
INSERT INTO events VALUES (24, '813338c432aafebc', 1795344538348, 'output', 'm', '{"type":"output","node":"m","port":"report","artifact":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}');
INSERT INTO events VALUES (25, '813338c432aafebc', 1795344538348, 'node-state', 'm', '{"type":"node-state","node":"m","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (26, '813338c432aafebc', 1795344538348, 'run-state', NULL, '{"type":"run-state","state":"succeeded"}');
INSERT INTO events VALUES (27, 'bccfe4df52e728c9', 1795344538357, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (28, 'bccfe4df52e728c9', 1795344538357, 'node-state', 'a', '{"type":"node-state","node":"a","state":"queued","attempt":1}');
INSERT INTO events VALUES (29, 'bccfe4df52e728c9', 1795344538357, 'node-state', 'c', '{"type":"node-state","node":"c","state":"queued","attempt":1}');
INSERT INTO events VALUES (30, 'bccfe4df52e728c9', 1795344538357, 'node-state', 'm', '{"type":"node-state","node":"m","state":"queued","attempt":1}');
INSERT INTO events VALUES (31, 'bccfe4df52e728c9', 1795344538360, 'node-state', 'a', '{"type":"node-state","node":"a","state":"leased","attempt":1}');
INSERT INTO events VALUES (32, 'bccfe4df52e728c9', 1795344538360, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (33, 'bccfe4df52e728c9', 1795344538369, 'output', 'a', '{"type":"output","node":"a","port":"out","artifact":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}');
INSERT INTO events VALUES (34, 'bccfe4df52e728c9', 1795344538369, 'node-state', 'a', '{"type":"node-state","node":"a","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"813338c432aafebc"}}');
INSERT INTO events VALUES (35, 'bccfe4df52e728c9', 1795344538369, 'node-state', 'c', '{"type":"node-state","node":"c","state":"leased","attempt":1}');
INSERT INTO events VALUES (36, 'bccfe4df52e728c9', 1795344538381, 'output', 'c', '{"type":"output","node":"c","port":"out","artifact":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}');
INSERT INTO events VALUES (37, 'bccfe4df52e728c9', 1795344538381, 'node-state', 'c', '{"type":"node-state","node":"c","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"813338c432aafebc"}}');
INSERT INTO events VALUES (38, 'bccfe4df52e728c9', 1795344538381, 'node-state', 'm', '{"type":"node-state","node":"m","state":"leased","attempt":1}');
INSERT INTO events VALUES (39, 'bccfe4df52e728c9', 1795344538393, 'output', 'm', '{"type":"output","node":"m","port":"report","artifact":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}');
INSERT INTO events VALUES (40, 'bccfe4df52e728c9', 1795344538393, 'node-state', 'm', '{"type":"node-state","node":"m","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"813338c432aafebc"}}');
INSERT INTO events VALUES (41, 'bccfe4df52e728c9', 1795344538393, 'run-state', NULL, '{"type":"run-state","state":"succeeded"}');
INSERT INTO events VALUES (42, 'cb67f9d9069b3ff2', 1795344538452, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (43, 'cb67f9d9069b3ff2', 1795344538452, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"queued","attempt":1}');
INSERT INTO events VALUES (44, 'cb67f9d9069b3ff2', 1795344538509, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"leased","attempt":1}');
INSERT INTO events VALUES (45, 'cb67f9d9069b3ff2', 1795344538509, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (46, 'cb67f9d9069b3ff2', 1795344538516, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}}');
INSERT INTO events VALUES (47, 'cb67f9d9069b3ff2', 1795344538843, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"running","attempt":1}');
INSERT INTO events VALUES (48, 'cb67f9d9069b3ff2', 1795344538874, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"failed","attempt":1,"error":{"en":"Line 3 is not JSON; fix it.","zh":"第 3 行不是 JSON；请修正。"}}');
INSERT INTO events VALUES (49, 'cb67f9d9069b3ff2', 1795344538874, 'run-state', NULL, '{"type":"run-state","state":"failed","error":{"en":"Node \"bad\" failed: Line 3 is not JSON; fix it.","zh":"节点“bad”运行失败：第 3 行不是 JSON；请修正。"}}');
INSERT INTO events VALUES (50, '4af4df6e2126162d', 1795344538885, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (51, '4af4df6e2126162d', 1795344538885, 'node-state', 'people', '{"type":"node-state","node":"people","state":"queued","attempt":1}');
INSERT INTO events VALUES (52, '4af4df6e2126162d', 1795344538887, 'node-state', 'people', '{"type":"node-state","node":"people","state":"leased","attempt":1}');
INSERT INTO events VALUES (53, '4af4df6e2126162d', 1795344538887, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (54, '4af4df6e2126162d', 1795344538900, 'node-state', 'people', '{"type":"node-state","node":"people","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not succeeded before in this graph","zh":"此图中该节点尚未成功运行过"}]}}');
INSERT INTO events VALUES (55, '4af4df6e2126162d', 1795344539050, 'node-state', 'people', '{"type":"node-state","node":"people","state":"running","attempt":1}');
INSERT INTO events VALUES (56, '4af4df6e2126162d', 1795344539057, 'labeling', 'people', '{"type":"labeling","node":"people","done":0,"total":2}');
INSERT INTO events VALUES (57, '4af4df6e2126162d', 1795344539073, 'node-state', 'people', '{"type":"node-state","node":"people","state":"waiting_human","attempt":1}');
INSERT INTO events VALUES (58, '4af4df6e2126162d', 1795344539073, 'run-state', NULL, '{"type":"run-state","state":"waiting_human"}');
INSERT INTO events VALUES (59, '4af4df6e2126162d', 1795344539090, 'labeling', 'people', '{"type":"labeling","node":"people","done":1,"total":2}');
INSERT INTO events VALUES (60, '4af4df6e2126162d', 1795344539101, 'labeling', 'people', '{"type":"labeling","node":"people","done":0,"total":2}');
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 1, 1);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 2, 2);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 3, 3);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 4, 4);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 5, 5);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 6, 6);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 7, 7);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 8, 8);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 9, 9);
INSERT INTO metrics VALUES ('813338c432aafebc', 'c', 'number', 10, 10);
INSERT INTO artifacts VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', 'prompts', '{"format":"heed/artifact","version":1,"type":"prompts","facts":{"modality":"text"},"summary":[{"title":{"en":"Letters","zh":"字数"},"value":6}],"files":[{"path":"text.txt","size":18,"sha256":"a37e8a0ae778eed6b066a4c971637d71eb0f87bf1c7ca0caf50ef2ee63b089ff"}]}', 18, 1795344537124);
INSERT INTO artifacts VALUES ('39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737', 'prompts', '{"format":"heed/artifact","version":1,"type":"prompts","facts":{},"summary":[],"files":[{"path":"text.txt","size":13,"sha256":"47b204a8cb23b5d42148737aead687fa2cf2b7e6cf4a9e37d3280483f7fd1755"}]}', 13, 1795344537721);
INSERT INTO artifacts VALUES ('983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce', 'report', '{"format":"heed/artifact","version":1,"type":"report","facts":{},"summary":[],"files":[{"path":"pairs.parquet","size":1524,"sha256":"1a9aec9b0088a72fd78c6e72fda21ec4ac866abcf7adf4245c898d2f34e1fa5b"},{"path":"report.json","size":470,"sha256":"e18c0832f4265ed4fa543b64e0a2d73f2706bb531d9a9ef95646ddd28ed63f8b"}]}', 1994, 1795344538348);
INSERT INTO cache VALUES ('44feae9d9e4e5cb433a901795c8f2b72547aaded2123311f7eaed16378ca9cde', '813338c432aafebc', 'a', '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}', 1795344537124);
INSERT INTO cache VALUES ('52bf099916be91de9ffad16d7c17bdac835422c7b364513c0be4d66c3018d846', '813338c432aafebc', 'c', '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}', 1795344537721);
INSERT INTO cache VALUES ('3bed31c972c533cf13f1976b1c517d1aa3d7c025bc7184962e3d4e9524c28658', '813338c432aafebc', 'm', '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}', 1795344538348);
INSERT INTO labeling_requests VALUES ('4af4df6e2126162d', 'people', '{"form":"pairwise","guidelines":"Choose the better one.","question":{"en":"Which is better?","zh":"哪个更好？"},"overlap":1}', 1795344539056);
INSERT INTO tasks VALUES ('4af4df6e2126162d', 'people', 'task-0', 0, '{"taskId":"task-0","promptId":"p0","prompt":"Prompt 0","candidates":[{"id":"a0","text":"Answer A0"},{"id":"b0","text":"Answer B0"}]}');
INSERT INTO tasks VALUES ('4af4df6e2126162d', 'people', 'task-1', 1, '{"taskId":"task-1","promptId":"p1","prompt":"Prompt 1","candidates":[{"id":"a1","text":"Answer A1"},{"id":"b1","text":"Answer B1"}]}');
INSERT INTO leases VALUES ('4af4df6e2126162d', 'people', 'task-0', 'Ada', 1795345139101);
INSERT INTO judgements VALUES (1, 'd371bad8-943d-49cf-8b5c-c13c9a82555f', '4af4df6e2126162d', 'people', 'task-0', 'Ada', 'first', NULL, 'a0', 'b0', 1200, '283c58e0-3a8d-46e8-a47d-85833e68fe05', 0, 1795344539089);
INSERT INTO judgements VALUES (2, 'c34e5f3e-8fb9-4659-83b5-859486ca385b', '4af4df6e2126162d', 'people', 'task-0', 'Ada', NULL, 'd371bad8-943d-49cf-8b5c-c13c9a82555f', 'a0', 'b0', 1200, NULL, 0, 1795344539101);
INSERT INTO links VALUES ('123740330390f791f0651b85a6b7ac7caeb1d1ffcf171fd3474661f10c8af15a', 'labeler', '4af4df6e2126162d', 'people', 0, 1796554139103);
INSERT INTO links VALUES ('a40bea4b60817d6940f4325b62a39cb2db4c6b4f0a8aa158c061a5b3d9021fc6', 'labeler', '4af4df6e2126162d', 'people', 0, 1796554139104);
INSERT INTO links VALUES ('6082f3c831eb82148730e94257c0de7afb1f69f3e1d1d1bb8fa5c9cc042dc8d1', 'owner', NULL, NULL, 1, 1795430939119);
INSERT INTO sessions VALUES ('dd5b00fb0b622d4c55a874685fe11cc68a64eb3c4a93502bc8a5fb7111c0e906', 'labeler', '4af4df6e2126162d', 'people', NULL, 1797936539105);
INSERT INTO sessions VALUES ('07676fe681ff0515254279dbcd942db255da0bd75bc5236bd0093c5c2a5cf2d7', 'owner', NULL, NULL, NULL, 1797936539117);
CREATE INDEX graphs_by_name ON graphs (name);
CREATE INDEX runs_by_graph ON runs (graph, created_at);
CREATE UNIQUE INDEX one_live_attempt ON attempts (run, node)
  WHERE state NOT IN ('succeeded', 'cancelled', 'failed', 'lost', 'skipped');
CREATE INDEX events_of_run ON events (run, seq);
CREATE INDEX log_of_node ON events (run, node, seq) WHERE type = 'log';
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE INDEX judgements_of_task ON judgements (run, node, task);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
PRAGMA user_version = 1;
