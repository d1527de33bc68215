/// How the registry decides: each entity says yes or no to a command, and what then has happened.
///
/// Decisions are pure functions on an entity's state. Handlers fetch what a decision needs through
/// small ports and append the outcome; all of one command is one transaction.
@NullMarked
package portolan.command;

import org.jspecify.annotations.NullMarked;
