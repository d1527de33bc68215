/// The tables of the write side: names, inventory, blob ledger, quota, holdings and credentials.
///
/// They are written in the transaction that appends to the log, and hold what can be erased and
/// must never be history. Whatever waits for another writer and loses becomes a
/// [portolan.command.Conflict].
@NullMarked
package portolan.command.store;

import org.jspecify.annotations.NullMarked;
