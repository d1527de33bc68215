package portolan.server.wiring;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.command.user.UserNames;
import portolan.edge.identity.Passwords;
import portolan.edge.message.CommandDesk;
import portolan.language.event.Envelope;
import portolan.language.oci.ProjectName;
import portolan.language.project.CreateProject;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.user.RegisterUser;
import portolan.language.user.Secret;
import portolan.language.user.UserId;

/// What a registry has from its first start: the account `admin` and the public project `library`.
final class Bootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final String ADMIN = "admin";
  private static final UserId FIRST = new UserId(1);
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private final CommandDesk commands;
  private final UserNames users;
  private final Passwords passwords;

  Bootstrap(CommandDesk commands, UserNames users, Passwords passwords) {
    this.commands = commands;
    this.users = users;
    this.passwords = passwords;
  }

  /// Makes what is missing.
  ///
  /// @param storageLimit bytes for `library`, -1 for none
  /// @return the password that was made up, to be shown once; empty when one was given or the
  ///   account is there
  Optional<String> run(Optional<String> givenPassword, long storageLimit) {
    if (users.lives(FIRST)) {
      return Optional.empty();
    }
    var password = givenPassword.orElseGet(Bootstrap::random);
    var envelope = Envelope.ofSystem("first-start");
    var hash = passwords.hash(new Secret(password)).block();
    try {
      var admin =
          commands.handle(
              new RegisterUser(ADMIN, "admin@example.com", "system admin", "", hash, true),
              envelope);
      commands.handle(
          new CreateProject(
              new ProjectName("library"), admin, Map.of("public", "true"), storageLimit),
          envelope);
    } catch (RefusedException e) {
      if (!(e.refusal() instanceof Refusal.NameTaken)) {
        throw e;
      }
      LOG.info("another node made the first account at the same moment");
      return Optional.empty();
    }
    return givenPassword.isPresent() ? Optional.empty() : Optional.of(password);
  }

  private static String random() {
    var random = new SecureRandom();
    var password = new StringBuilder("Aa1");
    while (password.length() < LENGTH) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
