package portolan.language.project;

import java.util.Map;
import portolan.language.message.Query;

/// What is set in a project: Harbor's metadata keys and their values. Empty when there is no such
/// project.
public record FindProjectSettings(ProjectId project) implements Query<Map<String, String>> {}
