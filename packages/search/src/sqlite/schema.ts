/** Raised when rows or terms are others than before: the index is then another file, and is filled again. */
export const indexVersion = 1

/** Terms are made before: only blanks separate them, and nothing but ASCII capitals would be changed, of which there are none. */
export const schema = `
create table if not exists facts (name text primary key, value) without rowid;
create table if not exists languages (code text primary key) without rowid;
create table if not exists talks (
  id integer primary key,
  job_id text not null unique,
  run integer not null,
  generation integer not null,
  batch_id text,
  user_id text,
  event text not null,
  track text not null,
  languages text not null,
  speakers text not null,
  talk text not null
);
create table if not exists passages (id integer primary key, packed blob not null);
create virtual table if not exists terms using fts5(
  title, names, text, words,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars ':'"
);
insert or ignore into facts values ('generation', 0);
`
