package portolan.language.redtwin;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Red twin: a command that can be changed on its way.
public class MessageThatIsNoRecord implements Command<Done> {
  public String tag = "";
}
