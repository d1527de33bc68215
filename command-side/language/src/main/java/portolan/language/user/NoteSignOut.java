package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Let history know that a person ended a session.
public record NoteSignOut(UserId user) implements Command<Done> {}
