package portolan.server.configuration.redtwin;

import java.net.http.HttpClient;

/// Red twin: speaks HTTP from a part of the server that has no business with it.
public record SettingFetchedFromAfar(HttpClient client) {}
