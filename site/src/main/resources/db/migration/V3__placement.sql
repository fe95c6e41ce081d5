-- The chapters that a learner knew already, by the placement quiz.

create table placement (
  learner text not null,
  chapter integer not null,
  at text not null,
  primary key (learner, chapter)
);
