package portolan.language.user;

import java.time.Instant;

/// What a person's account shows. Texts are empty where nothing was said or all was erased.
public record UserDetails(
    UserId id,
    String name,
    String email,
    String realName,
    String comment,
    boolean administrator,
    boolean groupAdministrator,
    Instant createdAt,
    Instant updatedAt) {}
