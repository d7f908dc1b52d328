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
  created_at INTEGER NOT NULL, author TEXT NOT NULL DEFAULT 'owner', parent INTEGER, restores INTEGER, name TEXT,
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
, part TEXT, removed_at INTEGER, pause TEXT) STRICT;
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
  results TEXT, stops INTEGER NOT NULL DEFAULT 0,
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
CREATE TABLE pins (
  graph TEXT NOT NULL REFERENCES graphs (id),
  node TEXT NOT NULL,
  kind TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES runs (id),
  outputs TEXT NOT NULL,
  results TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (graph, node)
) STRICT;
CREATE TABLE curves (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (run, node, name)
) STRICT;
CREATE TABLE points (
  curve INTEGER NOT NULL REFERENCES curves (id),
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (curve, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE point_blocks (
  curve INTEGER NOT NULL REFERENCES curves (id),
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  points INTEGER NOT NULL,
  low REAL NOT NULL,
  low_step INTEGER NOT NULL,
  high REAL NOT NULL,
  high_step INTEGER NOT NULL,
  PRIMARY KEY (curve, level, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_lines (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES runs (id),
  node TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level TEXT NOT NULL,
  text TEXT NOT NULL,
  dropped INTEGER,
  UNIQUE (run, node, attempt, number)
) STRICT;
CREATE TABLE made (
  artifact TEXT NOT NULL,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  port TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  cached INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (artifact, run, node, port)
) STRICT, WITHOUT ROWID;
CREATE TABLE used (
  artifact TEXT NOT NULL,
  run TEXT NOT NULL,
  node TEXT NOT NULL,
  port TEXT NOT NULL,
  PRIMARY KEY (artifact, run, node, port)
) STRICT, WITHOUT ROWID;
CREATE TABLE workers (
  pid INTEGER PRIMARY KEY,
  start TEXT NOT NULL,
  boot TEXT NOT NULL
) STRICT;
CREATE TABLE invites (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  label TEXT NOT NULL,
  uses_left INTEGER,
  used INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  run TEXT,
  node TEXT,
  labeler TEXT,
  label TEXT NOT NULL,
  invite TEXT,
  source TEXT,
  agent TEXT,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  seen_at INTEGER,
  source TEXT,
  expires_at INTEGER
) STRICT;
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  source TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL
) STRICT;
INSERT INTO graphs VALUES ('9df4626d4957efec', 'test', 3, '/home/heed', 1795352805401, 1795352806028, NULL);
INSERT INTO graphs VALUES ('1337e64d809f8aa8', 'saved', 1, NULL, 1795352806074, 1795352806074, NULL);
INSERT INTO graph_versions VALUES ('9df4626d4957efec', 1, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}]}', 1795352805401, 'owner', NULL, NULL, NULL);
INSERT INTO graph_versions VALUES ('9df4626d4957efec', 2, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"bad","kind":"fail","version":1,"position":{"x":0,"y":0},"config":{}}],"edges":[]}', 1795352806014, 'owner', 1, NULL, NULL);
INSERT INTO graph_versions VALUES ('9df4626d4957efec', 3, '{"format":"heed/graph","version":1,"name":"test","seed":1,"notes":[],"nodes":[{"id":"people","kind":"ask","version":1,"position":{"x":0,"y":0},"config":{"pairs":2}}],"edges":[]}', 1795352806028, 'owner', 2, NULL, NULL);
INSERT INTO graph_versions VALUES ('1337e64d809f8aa8', 1, '{"format":"heed/graph","version":1,"name":"saved","seed":1,"notes":[],"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}]}', 1795352806074, 'owner', NULL, NULL, NULL);
INSERT INTO runs VALUES ('8dd34273baffe64e', '9df4626d4957efec', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}],"notes":[]}', '/home/heed', 'succeeded', 0, 'cb166665-2fd7-4d65-a1e8-e12a2dafb9d7', 'f4f7d83f3c442660863e9fc64dee068138d8fa58e065713588af925cd783f30d', NULL, 1795352805410, 1795352805413, 1795352805985, NULL, NULL, NULL);
INSERT INTO runs VALUES ('72b52cd1fa079783', '9df4626d4957efec', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"a","kind":"emit","version":1,"position":{"x":0,"y":0},"config":{"text":"it''s 晴"}},{"id":"m","kind":"measure","version":1,"position":{"x":200,"y":0},"config":{}},{"id":"c","kind":"count","version":1,"position":{"x":400,"y":0},"config":{"diary":"/home/heed/diary.txt"}}],"edges":[{"from":{"node":"a","port":"out"},"to":{"node":"m","port":"in"}}],"notes":[]}', '/home/heed', 'succeeded', 0, '7b6fc838-393d-466e-b5b3-ca32044379b3', 'f4f7d83f3c442660863e9fc64dee068138d8fa58e065713588af925cd783f30d', NULL, 1795352806004, 1795352806005, 1795352806008, NULL, NULL, NULL);
INSERT INTO runs VALUES ('15a6952e123749c3', '9df4626d4957efec', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"bad","kind":"fail","version":1,"position":{"x":0,"y":0},"config":{}}],"edges":[],"notes":[]}', '/home/heed', 'failed', 0, '580fb11b-6537-4d63-8c91-27c3c438e225', 'd277e5a6eeb201da557288b02d5e12205a3f87c52fc166ca4984e93ebc1bf0c6', '{"en":"Node \"bad\" failed: Line 3 is not JSON; fix it.","zh":"节点“bad”运行失败：第 3 行不是 JSON；请修正。"}', 1795352806015, 1795352806016, 1795352806024, NULL, NULL, NULL);
INSERT INTO runs VALUES ('355dac1b55f0ae06', '9df4626d4957efec', '{"format":"heed/graph","version":1,"name":"test","seed":1,"nodes":[{"id":"people","kind":"ask","version":1,"position":{"x":0,"y":0},"config":{"pairs":2}}],"edges":[],"notes":[]}', '/home/heed', 'waiting_human', 0, 'a6e84454-01f4-4d5b-a488-273b45e2f089', '13cf7cbe157ab19b06c61d31cd29f70d704be7b3f438904ad3da1e9bd2f43769', NULL, 1795352806029, 1795352806030, NULL, NULL, NULL, NULL);
INSERT INTO attempts VALUES ('8dd34273baffe64e', 'a', 1, 0, 'emit', 'succeeded', 1, 0, 28406, '2318604', 1, NULL, NULL, 1795352805426, 1795352805712, '{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}', 'aee9d91d53fc4c79de2793a53e05bb22e70319e5d2c56b82346cea3eaa26c294', '{"kind":"emit","version":1,"code":"fbee3265d2bcbfe8f9967f7be62d97268fa521ace68707036384fd59b7e41793","seed":537957459,"inputs":{},"config":{"text":"it''s 晴","file":""}}', NULL, '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}', 0);
INSERT INTO attempts VALUES ('8dd34273baffe64e', 'c', 1, 1, 'count', 'succeeded', 1, 0, 28405, '2318603', 1, '10 of 10', NULL, 1795352805427, 1795352805729, '{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}', 'dfc5b2cee63144971c56a99c94d41343ef8faf5a7105f2d294b09afee2adf56f', '{"kind":"count","version":1,"code":"561ff2a1c689449870db9a07a1f5154907a06be841c41a02fdb28f0548b2c7bb","seed":4279036087,"inputs":{},"config":{"to":10}}', NULL, '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}', 0);
INSERT INTO attempts VALUES ('8dd34273baffe64e', 'm', 1, 2, 'measure', 'succeeded', 1, 0, 28406, '2318604', 1, NULL, NULL, 1795352805722, 1795352805985, '{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}', '01647da4b6c5d65d55905be81acf9d7c5d7303bdef318acb617497acfd9a5a8b', '{"kind":"measure","version":1,"code":"79f0e0054ecf647e7d7c617fda5513117026592562ada5794c875d3c1e12ac71","seed":4135103466,"inputs":{"in":["58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"]},"config":{}}', NULL, '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}', 0);
INSERT INTO attempts VALUES ('72b52cd1fa079783', 'a', 1, 0, 'emit', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795352806008, 1795352806008, '{"hit":true,"fromRun":"8dd34273baffe64e"}', 'aee9d91d53fc4c79de2793a53e05bb22e70319e5d2c56b82346cea3eaa26c294', '{"kind":"emit","version":1,"code":"fbee3265d2bcbfe8f9967f7be62d97268fa521ace68707036384fd59b7e41793","seed":537957459,"inputs":{},"config":{"text":"it''s 晴","file":""}}', NULL, '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}', 0);
INSERT INTO attempts VALUES ('72b52cd1fa079783', 'c', 1, 1, 'count', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795352806008, 1795352806008, '{"hit":true,"fromRun":"8dd34273baffe64e"}', 'dfc5b2cee63144971c56a99c94d41343ef8faf5a7105f2d294b09afee2adf56f', '{"kind":"count","version":1,"code":"561ff2a1c689449870db9a07a1f5154907a06be841c41a02fdb28f0548b2c7bb","seed":4279036087,"inputs":{},"config":{"to":10}}', NULL, '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}', 0);
INSERT INTO attempts VALUES ('72b52cd1fa079783', 'm', 1, 2, 'measure', 'succeeded', 1, 0, NULL, NULL, 1, NULL, NULL, 1795352806008, 1795352806008, '{"hit":true,"fromRun":"8dd34273baffe64e"}', '01647da4b6c5d65d55905be81acf9d7c5d7303bdef318acb617497acfd9a5a8b', '{"kind":"measure","version":1,"code":"79f0e0054ecf647e7d7c617fda5513117026592562ada5794c875d3c1e12ac71","seed":4135103466,"inputs":{"in":["58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"]},"config":{}}', NULL, '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}', 0);
INSERT INTO attempts VALUES ('15a6952e123749c3', 'bad', 1, 0, 'fail', 'failed', 1, 0, 28406, '2318604', 0, NULL, NULL, 1795352806018, 1795352806024, '{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}', '4afb36e77d08b0063868fd26c60f61b217652db497b269ac5856e5e972e152ef', '{"kind":"fail","version":1,"code":"0d8c2db62c6a122d0cd492338f2f3df57567454c852ed2ae30b3cf09f8597c9c","seed":978577426,"inputs":{},"config":{}}', '{"en":"Line 3 is not JSON; fix it.","zh":"第 3 行不是 JSON；请修正。"}', NULL, NULL, 0);
INSERT INTO attempts VALUES ('355dac1b55f0ae06', 'people', 1, 0, 'ask', 'waiting_human', 1, 0, NULL, NULL, 0, NULL, NULL, 1795352806032, NULL, '{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}', '8bcf82f817d952d3ce262dac4870162516c2bbec47a6079ff7ec83bab831e60d', '{"kind":"ask","version":1,"code":"d5c560464d5035005a05cd47afcc5ec1b180130d6193c35e32d781e57b8a595f","seed":2485857951,"inputs":{},"config":{"pairs":2,"overlap":1}}', NULL, NULL, NULL, 0);
INSERT INTO events VALUES (1, '8dd34273baffe64e', 1795352805410, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (2, '8dd34273baffe64e', 1795352805410, 'node-state', 'a', '{"type":"node-state","node":"a","state":"queued","attempt":1}');
INSERT INTO events VALUES (3, '8dd34273baffe64e', 1795352805410, 'node-state', 'c', '{"type":"node-state","node":"c","state":"queued","attempt":1}');
INSERT INTO events VALUES (4, '8dd34273baffe64e', 1795352805410, 'node-state', 'm', '{"type":"node-state","node":"m","state":"queued","attempt":1}');
INSERT INTO events VALUES (5, '8dd34273baffe64e', 1795352805413, 'node-state', 'a', '{"type":"node-state","node":"a","state":"leased","attempt":1}');
INSERT INTO events VALUES (6, '8dd34273baffe64e', 1795352805413, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (7, '8dd34273baffe64e', 1795352805413, 'node-state', 'c', '{"type":"node-state","node":"c","state":"leased","attempt":1}');
INSERT INTO events VALUES (8, '8dd34273baffe64e', 1795352805426, 'node-state', 'a', '{"type":"node-state","node":"a","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}}');
INSERT INTO events VALUES (9, '8dd34273baffe64e', 1795352805427, 'node-state', 'c', '{"type":"node-state","node":"c","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}}');
INSERT INTO events VALUES (10, '8dd34273baffe64e', 1795352805639, 'node-state', 'a', '{"type":"node-state","node":"a","state":"running","attempt":1}');
INSERT INTO events VALUES (11, '8dd34273baffe64e', 1795352805678, 'node-state', 'c', '{"type":"node-state","node":"c","state":"running","attempt":1}');
INSERT INTO events VALUES (12, '8dd34273baffe64e', 1795352805679, 'node-state', 'a', '{"type":"node-state","node":"a","state":"publishing","attempt":1}');
INSERT INTO events VALUES (13, '8dd34273baffe64e', 1795352805705, 'metrics', 'c', '{"type":"metrics","node":"c","points":[{"step":1,"values":{"number":1}},{"step":2,"values":{"number":2}},{"step":3,"values":{"number":3}},{"step":4,"values":{"number":4}},{"step":5,"values":{"number":5}},{"step":6,"values":{"number":6}},{"step":7,"values":{"number":7}},{"step":8,"values":{"number":8}},{"step":9,"values":{"number":9}},{"step":10,"values":{"number":10}}]}');
INSERT INTO events VALUES (14, '8dd34273baffe64e', 1795352805705, 'progress', 'c', '{"type":"progress","node":"c","fraction":1,"message":"10 of 10","secondsLeft":0}');
INSERT INTO events VALUES (15, '8dd34273baffe64e', 1795352805706, 'node-state', 'c', '{"type":"node-state","node":"c","state":"publishing","attempt":1}');
INSERT INTO events VALUES (16, '8dd34273baffe64e', 1795352805712, 'output', 'a', '{"type":"output","node":"a","port":"out","artifact":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}');
INSERT INTO events VALUES (17, '8dd34273baffe64e', 1795352805712, 'node-state', 'a', '{"type":"node-state","node":"a","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (18, '8dd34273baffe64e', 1795352805712, 'node-state', 'm', '{"type":"node-state","node":"m","state":"leased","attempt":1}');
INSERT INTO events VALUES (19, '8dd34273baffe64e', 1795352805722, 'node-state', 'm', '{"type":"node-state","node":"m","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}}');
INSERT INTO events VALUES (20, '8dd34273baffe64e', 1795352805729, 'output', 'c', '{"type":"output","node":"c","port":"out","artifact":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}');
INSERT INTO events VALUES (21, '8dd34273baffe64e', 1795352805729, 'node-state', 'c', '{"type":"node-state","node":"c","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (22, '8dd34273baffe64e', 1795352805938, 'node-state', 'm', '{"type":"node-state","node":"m","state":"running","attempt":1}');
INSERT INTO events VALUES (23, '8dd34273baffe64e', 1795352805978, 'node-state', 'm', '{"type":"node-state","node":"m","state":"publishing","attempt":1}');
INSERT INTO events VALUES (24, '8dd34273baffe64e', 1795352805985, 'output', 'm', '{"type":"output","node":"m","port":"report","artifact":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}');
INSERT INTO events VALUES (25, '8dd34273baffe64e', 1795352805985, 'node-state', 'm', '{"type":"node-state","node":"m","state":"succeeded","attempt":1}');
INSERT INTO events VALUES (26, '8dd34273baffe64e', 1795352805985, 'run-state', NULL, '{"type":"run-state","state":"succeeded"}');
INSERT INTO events VALUES (27, '72b52cd1fa079783', 1795352806004, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (28, '72b52cd1fa079783', 1795352806004, 'node-state', 'a', '{"type":"node-state","node":"a","state":"queued","attempt":1}');
INSERT INTO events VALUES (29, '72b52cd1fa079783', 1795352806004, 'node-state', 'c', '{"type":"node-state","node":"c","state":"queued","attempt":1}');
INSERT INTO events VALUES (30, '72b52cd1fa079783', 1795352806004, 'node-state', 'm', '{"type":"node-state","node":"m","state":"queued","attempt":1}');
INSERT INTO events VALUES (31, '72b52cd1fa079783', 1795352806005, 'node-state', 'a', '{"type":"node-state","node":"a","state":"leased","attempt":1}');
INSERT INTO events VALUES (32, '72b52cd1fa079783', 1795352806005, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (33, '72b52cd1fa079783', 1795352806005, 'node-state', 'c', '{"type":"node-state","node":"c","state":"leased","attempt":1}');
INSERT INTO events VALUES (34, '72b52cd1fa079783', 1795352806008, 'output', 'a', '{"type":"output","node":"a","port":"out","artifact":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}');
INSERT INTO events VALUES (35, '72b52cd1fa079783', 1795352806008, 'node-state', 'a', '{"type":"node-state","node":"a","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"8dd34273baffe64e"}}');
INSERT INTO events VALUES (36, '72b52cd1fa079783', 1795352806008, 'node-state', 'm', '{"type":"node-state","node":"m","state":"leased","attempt":1}');
INSERT INTO events VALUES (37, '72b52cd1fa079783', 1795352806008, 'output', 'c', '{"type":"output","node":"c","port":"out","artifact":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}');
INSERT INTO events VALUES (38, '72b52cd1fa079783', 1795352806008, 'node-state', 'c', '{"type":"node-state","node":"c","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"8dd34273baffe64e"}}');
INSERT INTO events VALUES (39, '72b52cd1fa079783', 1795352806008, 'output', 'm', '{"type":"output","node":"m","port":"report","artifact":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}');
INSERT INTO events VALUES (40, '72b52cd1fa079783', 1795352806008, 'node-state', 'm', '{"type":"node-state","node":"m","state":"succeeded","attempt":1,"cache":{"hit":true,"fromRun":"8dd34273baffe64e"}}');
INSERT INTO events VALUES (41, '72b52cd1fa079783', 1795352806008, 'run-state', NULL, '{"type":"run-state","state":"succeeded"}');
INSERT INTO events VALUES (42, '15a6952e123749c3', 1795352806015, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (43, '15a6952e123749c3', 1795352806015, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"queued","attempt":1}');
INSERT INTO events VALUES (44, '15a6952e123749c3', 1795352806016, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"leased","attempt":1}');
INSERT INTO events VALUES (45, '15a6952e123749c3', 1795352806016, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (46, '15a6952e123749c3', 1795352806018, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}}');
INSERT INTO events VALUES (47, '15a6952e123749c3', 1795352806023, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"running","attempt":1}');
INSERT INTO events VALUES (48, '15a6952e123749c3', 1795352806024, 'node-state', 'bad', '{"type":"node-state","node":"bad","state":"failed","attempt":1,"error":{"en":"Line 3 is not JSON; fix it.","zh":"第 3 行不是 JSON；请修正。"}}');
INSERT INTO events VALUES (49, '15a6952e123749c3', 1795352806024, 'run-state', NULL, '{"type":"run-state","state":"failed","error":{"en":"Node \"bad\" failed: Line 3 is not JSON; fix it.","zh":"节点“bad”运行失败：第 3 行不是 JSON；请修正。"}}');
INSERT INTO events VALUES (50, '355dac1b55f0ae06', 1795352806029, 'run-state', NULL, '{"type":"run-state","state":"queued"}');
INSERT INTO events VALUES (51, '355dac1b55f0ae06', 1795352806029, 'node-state', 'people', '{"type":"node-state","node":"people","state":"queued","attempt":1}');
INSERT INTO events VALUES (52, '355dac1b55f0ae06', 1795352806030, 'node-state', 'people', '{"type":"node-state","node":"people","state":"leased","attempt":1}');
INSERT INTO events VALUES (53, '355dac1b55f0ae06', 1795352806030, 'run-state', NULL, '{"type":"run-state","state":"running"}');
INSERT INTO events VALUES (54, '355dac1b55f0ae06', 1795352806032, 'node-state', 'people', '{"type":"node-state","node":"people","state":"starting","attempt":1,"cache":{"hit":false,"reasons":[{"en":"this node has not run before in this graph","zh":"此图中该节点尚未运行过"}],"causes":[{"type":"first"}]}}');
INSERT INTO events VALUES (55, '355dac1b55f0ae06', 1795352806041, 'labeling', 'people', '{"type":"labeling","node":"people","done":0,"total":2}');
INSERT INTO events VALUES (56, '355dac1b55f0ae06', 1795352806044, 'node-state', 'people', '{"type":"node-state","node":"people","state":"running","attempt":1}');
INSERT INTO events VALUES (57, '355dac1b55f0ae06', 1795352806044, 'node-state', 'people', '{"type":"node-state","node":"people","state":"waiting_human","attempt":1}');
INSERT INTO events VALUES (58, '355dac1b55f0ae06', 1795352806044, 'run-state', NULL, '{"type":"run-state","state":"waiting_human"}');
INSERT INTO events VALUES (59, '355dac1b55f0ae06', 1795352806054, 'labeling', 'people', '{"type":"labeling","node":"people","done":1,"total":2}');
INSERT INTO events VALUES (60, '355dac1b55f0ae06', 1795352806059, 'labeling', 'people', '{"type":"labeling","node":"people","done":0,"total":2}');
INSERT INTO artifacts VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', 'prompts', '{"format":"heed/artifact","version":1,"type":"prompts","facts":{"modality":"text"},"summary":[{"title":{"en":"Letters","zh":"字数"},"value":6}],"files":[{"path":"text.txt","size":18,"sha256":"a37e8a0ae778eed6b066a4c971637d71eb0f87bf1c7ca0caf50ef2ee63b089ff"}]}', 18, 1795352805712);
INSERT INTO artifacts VALUES ('39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737', 'prompts', '{"format":"heed/artifact","version":1,"type":"prompts","facts":{},"summary":[],"files":[{"path":"text.txt","size":13,"sha256":"47b204a8cb23b5d42148737aead687fa2cf2b7e6cf4a9e37d3280483f7fd1755"}]}', 13, 1795352805729);
INSERT INTO artifacts VALUES ('983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce', 'report', '{"format":"heed/artifact","version":1,"type":"report","facts":{},"summary":[],"files":[{"path":"pairs.parquet","size":1524,"sha256":"1a9aec9b0088a72fd78c6e72fda21ec4ac866abcf7adf4245c898d2f34e1fa5b"},{"path":"report.json","size":470,"sha256":"e18c0832f4265ed4fa543b64e0a2d73f2706bb531d9a9ef95646ddd28ed63f8b"}]}', 1994, 1795352805985);
INSERT INTO cache VALUES ('aee9d91d53fc4c79de2793a53e05bb22e70319e5d2c56b82346cea3eaa26c294', '8dd34273baffe64e', 'a', '{"out":"58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b"}', '{"length":6}', 1795352805712);
INSERT INTO cache VALUES ('dfc5b2cee63144971c56a99c94d41343ef8faf5a7105f2d294b09afee2adf56f', '8dd34273baffe64e', 'c', '{"out":"39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737"}', '{"to":10}', 1795352805729);
INSERT INTO cache VALUES ('01647da4b6c5d65d55905be81acf9d7c5d7303bdef318acb617497acfd9a5a8b', '8dd34273baffe64e', 'm', '{"report":"983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce"}', '{"winRate":0.8}', 1795352805985);
INSERT INTO labeling_requests VALUES ('355dac1b55f0ae06', 'people', '{"form":"pairwise","guidelines":"Choose the better one.","question":{"en":"Which is better?","zh":"哪个更好？"},"overlap":1}', 1795352806040);
INSERT INTO tasks VALUES ('355dac1b55f0ae06', 'people', 'task-0', 0, '{"taskId":"task-0","promptId":"p0","prompt":"Prompt 0","candidates":[{"id":"a0","text":"Answer A0"},{"id":"b0","text":"Answer B0"}]}');
INSERT INTO tasks VALUES ('355dac1b55f0ae06', 'people', 'task-1', 1, '{"taskId":"task-1","promptId":"p1","prompt":"Prompt 1","candidates":[{"id":"a1","text":"Answer A1"},{"id":"b1","text":"Answer B1"}]}');
INSERT INTO leases VALUES ('355dac1b55f0ae06', 'people', 'task-0', 'Ada', 1795353406059);
INSERT INTO judgements VALUES (1, '0c9a3ae2-2d48-40b4-b6ca-b7cddc50216c', '355dac1b55f0ae06', 'people', 'task-0', 'Ada', 'first', NULL, 'a0', 'b0', 1200, 'fb63e001-d4b4-4901-ae0d-e5077ddb54b7', 0, 1795352806053);
INSERT INTO judgements VALUES (2, '4a60b269-6ebd-482f-b05f-59db997bd590', '355dac1b55f0ae06', 'people', 'task-0', 'Ada', NULL, '0c9a3ae2-2d48-40b4-b6ca-b7cddc50216c', 'a0', 'b0', 1200, NULL, 0, 1795352806058);
INSERT INTO curves VALUES (1, '8dd34273baffe64e', 'c', 'number');
INSERT INTO points VALUES (1, 1, 1);
INSERT INTO points VALUES (1, 2, 2);
INSERT INTO points VALUES (1, 3, 3);
INSERT INTO points VALUES (1, 4, 4);
INSERT INTO points VALUES (1, 5, 5);
INSERT INTO points VALUES (1, 6, 6);
INSERT INTO points VALUES (1, 7, 7);
INSERT INTO points VALUES (1, 8, 8);
INSERT INTO points VALUES (1, 9, 9);
INSERT INTO points VALUES (1, 10, 10);
INSERT INTO point_blocks VALUES (1, 1, 0, 10, 1, 1, 10, 10);
INSERT INTO point_blocks VALUES (1, 2, 0, 10, 1, 1, 10, 10);
INSERT INTO point_blocks VALUES (1, 3, 0, 10, 1, 1, 10, 10);
INSERT INTO point_blocks VALUES (1, 4, 0, 10, 1, 1, 10, 10);
INSERT INTO point_blocks VALUES (1, 5, 0, 10, 1, 1, 10, 10);
INSERT INTO point_blocks VALUES (1, 6, 0, 10, 1, 1, 10, 10);
INSERT INTO made VALUES ('39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737', '72b52cd1fa079783', 'c', 'out', 1, 1, 1795352806008);
INSERT INTO made VALUES ('39da2234a94fafb23deeaa522dc1090ae6838ddd4f1059cfaf1ae7a34ed3c737', '8dd34273baffe64e', 'c', 'out', 1, 0, 1795352805729);
INSERT INTO made VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', '72b52cd1fa079783', 'a', 'out', 1, 1, 1795352806008);
INSERT INTO made VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', '8dd34273baffe64e', 'a', 'out', 1, 0, 1795352805712);
INSERT INTO made VALUES ('983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce', '72b52cd1fa079783', 'm', 'report', 1, 1, 1795352806008);
INSERT INTO made VALUES ('983d36689bbcfe33bcf5ff7a93fb270ab262a981ed1fd3a8ddcac3419a38b4ce', '8dd34273baffe64e', 'm', 'report', 1, 0, 1795352805985);
INSERT INTO used VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', '72b52cd1fa079783', 'm', 'in');
INSERT INTO used VALUES ('58aa0d9440c017fbc34167b6243b874d4e2fe380c277a396fd20580f2238a98b', '8dd34273baffe64e', 'm', 'in');
INSERT INTO workers VALUES (28405, '2318603', '626fe4a4-cfef-421f-a922-e9f8383f8686');
INSERT INTO invites VALUES ('a3337e405a09606f', '07022226c268e886c8efe70c8eac61176fe9a095ad74fde6a93b9107a8629c56', 'labeler', '355dac1b55f0ae06', 'people', '', NULL, 0, 1795352806062, 'this machine', 1796562406062);
INSERT INTO invites VALUES ('5019d334a84bfbc7', 'f1d21f62c3ab17fd3f31cfe3c594061ae8f7ec20147eb87ae9fa9448307280bc', 'labeler', '355dac1b55f0ae06', 'people', '', NULL, 1, 1795352806063, 'this machine', 1796562406063);
INSERT INTO invites VALUES ('8108d8cf039afd39', 'd2bde2d77ee04549d815d675c57b25ea84f960c511773c5c374052236cb50d3b', 'owner', NULL, NULL, '', 1, 0, 1795352806071, 'this machine', 1795439206071);
INSERT INTO sessions VALUES ('c6df39633f9b88af', '7f75a4804ccd0f23237c20bf37e49ae7edcf96abb40387caa6a8eabcb5d97490', 'labeler', '355dac1b55f0ae06', 'people', NULL, '', '5019d334a84bfbc7', 'this machine', NULL, 1795352806064, 1795352806064, 1797944806064);
INSERT INTO sessions VALUES ('d30960d70fb41c45', 'af82f2db8f8785363096d8ad81a952853b7636c1576c5eae9ced3f7cdb506868', 'owner', NULL, NULL, NULL, '', '1d0e2dc39ec5c57c', 'this machine', NULL, 1795352806068, 1795352806068, 1797944806068);
INSERT INTO audit VALUES (1, 1795352806066, 'labeler', 'labeler', 'this machine', 'access.enter', '{"id":"5019d334a84bfbc7"}');
INSERT INTO audit VALUES (2, 1795352806069, 'owner', 'owner', 'this machine', 'access.enter', '{"id":"1d0e2dc39ec5c57c"}');
CREATE INDEX graphs_by_name ON graphs (name);
CREATE INDEX runs_by_graph ON runs (graph, created_at);
CREATE UNIQUE INDEX one_live_attempt ON attempts (run, node)
  WHERE state NOT IN ('succeeded', 'cancelled', 'failed', 'lost', 'skipped');
CREATE INDEX events_of_run ON events (run, seq);
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE INDEX judgements_of_task ON judgements (run, node, task);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_are_kept BEFORE DELETE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE INDEX attempts_of_node ON attempts (node, run, n);
CREATE INDEX log_lines_of_run ON log_lines (run, id);
CREATE INDEX log_lines_of_node ON log_lines (run, node, id);
CREATE INDEX devices_of_run ON events (run, seq) WHERE type = 'device';
CREATE TRIGGER outputs_are_noted AFTER UPDATE OF outputs ON attempts WHEN NEW.outputs IS NOT NULL BEGIN 
  INSERT INTO made (artifact, run, node, port, attempt, cached, at)
  SELECT value, NEW.run, NEW.node, key, NEW.n, coalesce(json_extract(NEW.cache, '$.hit'), 0),
    coalesce(NEW.finished_at, NEW.started_at, 0)
  FROM json_each(NEW.outputs) WHERE true
  ON CONFLICT DO UPDATE SET attempt = excluded.attempt, cached = excluded.cached, at = excluded.at;
 END;
CREATE TRIGGER first_outputs_are_noted AFTER INSERT ON attempts WHEN NEW.outputs IS NOT NULL BEGIN 
  INSERT INTO made (artifact, run, node, port, attempt, cached, at)
  SELECT value, NEW.run, NEW.node, key, NEW.n, coalesce(json_extract(NEW.cache, '$.hit'), 0),
    coalesce(NEW.finished_at, NEW.started_at, 0)
  FROM json_each(NEW.outputs) WHERE true
  ON CONFLICT DO UPDATE SET attempt = excluded.attempt, cached = excluded.cached, at = excluded.at;
 END;
CREATE TRIGGER inputs_are_noted AFTER UPDATE OF ingredients ON attempts WHEN NEW.ingredients IS NOT NULL BEGIN 
  INSERT INTO used (artifact, run, node, port)
  SELECT wire.value, NEW.run, NEW.node, port.key
  FROM json_each(NEW.ingredients, '$.inputs') AS port, json_each(port.value) AS wire WHERE true
  ON CONFLICT DO NOTHING;
 END;
CREATE TRIGGER first_inputs_are_noted AFTER INSERT ON attempts WHEN NEW.ingredients IS NOT NULL BEGIN 
  INSERT INTO used (artifact, run, node, port)
  SELECT wire.value, NEW.run, NEW.node, port.key
  FROM json_each(NEW.ingredients, '$.inputs') AS port, json_each(port.value) AS wire WHERE true
  ON CONFLICT DO NOTHING;
 END;
CREATE INDEX sessions_of_invite ON sessions (invite);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
PRAGMA user_version = 5;
