//! Columns made before they are asked for, some rows at a time: no letter typed and no order asked for then has to make one of all rows
//! at once.

use super::column::{Texts, Words};
use super::groups::Grouping;
use super::table::{Columns, Table};

/// Columns as far as they are made.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    ids: Texts,
    status: Words,
    error: Words,
    durations: Vec<i64>,
    starts: Texts,
    ends: Texts,
    shown: Texts,
    outputs: Texts,
    grouping: Grouping,
    /// How many groups it is known of where they begin to differ.
    told: usize,
    done: bool,
}

impl Ahead {
    /// Goes on with so many rows, or groups of equal outputs; whether all is made.
    pub(super) fn next(&mut self, table: &Table<'_>, columns: &Columns, rows: usize) -> bool {
        // What equal outputs are comes first: it shows in each row.
        self.done = self.done
            || (table.group(&mut self.grouping, rows) && self.put(table, columns, rows) && self.tell(table, rows));
        self.done
    }

    fn put(&mut self, table: &Table<'_>, columns: &Columns, rows: usize) -> bool {
        let first = self.durations.len();
        // Also once all is put: nothing is kept here then.
        if columns.outputs.get().is_some() && first == 0 {
            return true;
        }
        let end = table.len().min(first.saturating_add(rows));
        for row in first as u32..end as u32 {
            table.put_id(row, &mut self.ids);
            self.status.put(Some(&table.status_of(row)));
            self.error.put(table.error_of(row).as_deref());
            self.durations.push(table.duration_of(row));
            table.put_start(row, &mut self.starts);
            table.put_end(row, &mut self.ends);
            table.put_shown(row, &mut self.shown);
            table.put_output(row, &mut self.outputs);
        }
        if end < table.len() {
            return false;
        }
        // What a question made meanwhile stays, and nothing stays here.
        drop(columns.ids.set(std::mem::take(&mut self.ids)));
        drop(columns.status.set(std::mem::take(&mut self.status)));
        drop(columns.error.set(std::mem::take(&mut self.error)));
        drop(columns.duration.set(std::mem::take(&mut self.durations)));
        drop(columns.start.set(std::mem::take(&mut self.starts)));
        drop(columns.end.set(std::mem::take(&mut self.ends)));
        drop(columns.shown.set(std::mem::take(&mut self.shown)));
        drop(columns.outputs.set(std::mem::take(&mut self.outputs)));
        true
    }

    fn tell(&mut self, table: &Table<'_>, rows: usize) -> bool {
        let groups = table.groups().counts.len();
        let end = groups.min(self.told.saturating_add(rows));
        for group in self.told as u32..end as u32 {
            table.difference(group);
        }
        self.told = end;
        end == groups
    }
}
