package portolan.language.project;

import java.util.Map;
import java.util.Optional;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Set some of a project's settings; an empty value removes the key. Settings not named stay.
public record ChangeProjectSettings(ProjectId project, Map<String, Optional<String>> settings)
    implements Command<Done> {}
