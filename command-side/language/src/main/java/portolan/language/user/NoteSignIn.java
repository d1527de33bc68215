package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Let history know that a person began a session.
public record NoteSignIn(UserId user) implements Command<Done> {}
