package portolan.edge.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.edge.syslog.SyslogAddress.Transport;

class SyslogAddressTest {
  @Test
  void isTcpUnlessItSaysOtherwise() {
    assertThat(SyslogAddress.parse("logs.acme.example:514"))
        .contains(new SyslogAddress(Transport.TCP, "logs.acme.example", 514));
    assertThat(SyslogAddress.parse("tcp://10.0.0.7:6514"))
        .contains(new SyslogAddress(Transport.TCP, "10.0.0.7", 6514));
    assertThat(SyslogAddress.parse("udp://[::1]:514"))
        .contains(new SyslogAddress(Transport.UDP, "::1", 514));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "logs", "logs:", "logs:0", "logs:65536", "http://logs:80", "a b:514", "x@y:1"})
  void isNothingElse(String text) {
    assertThat(SyslogAddress.parse(text)).isEmpty();
  }
}
