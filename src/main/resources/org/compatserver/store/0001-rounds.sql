-- A number is never given twice, so that whoever wrote one down finds that round or none.
create table rounds (
    id integer primary key autoincrement,
    question text not null,             -- digest of the plan
    source text not null,               -- digest of where answers come from and of the program that gives them
    plan text not null,                 -- JSON
    title text not null,
    begun integer not null,             -- ms since 1970
    ended integer,                      -- ms since 1970; null while it is not finished
    fresh integer not null,             -- whether all was worked out in it, with nothing kept of earlier rounds
    holder text not null,               -- who writes, or wrote last, for people
    checks integer not null,            -- how many it has
    success integer not null default 0, -- how many checks came to what; of a finished round
    warning integer not null default 0,
    error integer not null default 0,
    unknown integer not null default 0
) strict;

create index rounds_by_question on rounds (question, source);

-- What the cells point to.
create table clashes (
    round integer not null references rounds on delete cascade,
    number integer not null,
    clash text not null,                -- JSON
    primary key (round, number)
) strict, without rowid;

create table texts (
    round integer not null references rounds on delete cascade,
    number integer not null,
    text text not null,
    primary key (round, number)
) strict, without rowid;

-- A package's pairs with those after it.
create table pairs (
    round integer not null references rounds on delete cascade,
    target integer not null,
    first integer not null,
    success integer not null,
    warning integer not null,
    error integer not null,
    unknown integer not null,
    data blob not null,
    primary key (round, target, first)
) strict;

-- What there is of a target beside its pairs: 'alone', 'wholes', 'readings'.
create table parts (
    round integer not null references rounds on delete cascade,
    target integer not null,
    kind text not null,
    success integer not null,
    warning integer not null,
    error integer not null,
    unknown integer not null,
    data blob not null,
    primary key (round, target, kind)
) strict;

-- What the pairs of a round that is not finished rest on.
create table looked (
    round integer not null references rounds on delete cascade,
    target integer not null,
    project text not null,
    digest text not null,
    primary key (round, target, project)
) strict, without rowid;
