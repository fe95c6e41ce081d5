-- A missed question comes back after 1, 3 and 7 days. Stage 0: nothing to come; stage n: the n-th
-- return, due at due_at. Answers given before this migration were missed when they are wrong.

alter table answer add column stage integer not null default 0;
alter table answer add column due_at text;

update answer set stage = 1, due_at = answered_at where correct = 0 and question like '%-%';

create index answer_due on answer (learner, due_at) where stage > 0;
