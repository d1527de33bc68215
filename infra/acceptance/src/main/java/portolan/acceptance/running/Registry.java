package portolan.acceptance.running;

import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;

/// A registry that runs.
public interface Registry extends AutoCloseable {
  /// The administrator that every registry of the tests begins with.
  Person ADMIN = new Person("admin", "Sextant-4711");

  /// Where clients find it, such as `http://127.0.0.1:40001`.
  URI address();

  /// What a client trusts that speaks TLS to it.
  SSLContext trust();

  /// Its database, for a look from outside.
  Database database();

  /// The folder that its blobs are in, for damage from outside.
  Path blobs();

  /// The processes of the program itself, the one that writes first.
  java.util.List<Program> programs();

  /// Host and port, as in the name of an image.
  default String host() {
    return address().getAuthority();
  }

  default boolean speaksTls() {
    return address().getScheme().equals("https");
  }

  default Client as(Person person) {
    return Client.of(this, person);
  }

  default Client asAdmin() {
    return as(ADMIN);
  }

  default Client asNobody() {
    return Client.anonymous(this);
  }

  /// Stops what was started.
  @Override
  void close();
}
