-- What a learner has done. A learner is a random name in a cookie; there is nothing else about them.

create table draft (
  learner  text    not null,
  exercise text    not null,
  path     text    not null,
  content  text    not null,
  revision integer not null,
  saved_at text    not null,
  primary key (learner, exercise, path)
) without rowid;

create table answer (
  learner      text    not null,
  question     text    not null,
  first_choice text    not null,
  last_choice  text    not null,
  correct      integer not null,
  tries        integer not null,
  answered_at  text    not null,
  primary key (learner, question)
) without rowid;

create table hint (
  learner   text    not null,
  exercise  text    not null,
  task      integer not null,
  number    integer not null,
  opened_at text    not null,
  primary key (learner, exercise, task, number)
) without rowid;

create table attempt (
  id       integer primary key,
  learner  text    not null,
  exercise text    not null,
  at       text    not null,
  passed   integer not null,
  files    text    not null,
  grade    text    not null
);

create index attempt_by_learner on attempt (learner, exercise, id);
create index attempt_passed on attempt (learner, exercise, id) where passed = 1;

create table visit (
  learner text not null,
  lesson  text not null,
  at      text not null,
  primary key (learner, lesson)
) without rowid;
