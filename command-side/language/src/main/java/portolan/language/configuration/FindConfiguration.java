package portolan.language.configuration;

import portolan.language.message.HotQuery;

/// What is set now?
public record FindConfiguration() implements HotQuery<Configuration> {}
