package portolan.language.robot;

import java.util.Optional;
import portolan.language.message.HotQuery;

/// Which robot signs in by this name, prefix left out: `name` or `project+name`?
public record ResolveRobot(String name) implements HotQuery<Optional<RobotAccount>> {}
