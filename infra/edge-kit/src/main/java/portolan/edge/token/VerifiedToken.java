package portolan.edge.token;

import java.time.Instant;
import portolan.language.access.Actor;

/// What a genuine token says.
///
/// @param subject the name it was issued to, empty for nobody
/// @param holder the account it was issued to, whatever its name is now
public record VerifiedToken(String subject, Actor holder, Instant expiresAt, TokenScope scope) {}
