package portolan.command.store;

import java.util.Locale;
import portolan.command.Numbers;

/// Numbers from the database's sequences.
public final class SequenceNumbers implements Numbers {
  private final CommandDatabase database;

  public SequenceNumbers(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public int next(Kind kind) {
    var sequence = kind.name().toLowerCase(Locale.ROOT) + "_number";
    return Math.toIntExact(database.number("SELECT nextval(?::regclass)", sequence));
  }
}
