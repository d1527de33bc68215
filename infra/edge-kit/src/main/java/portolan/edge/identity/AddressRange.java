package portolan.edge.identity;

import java.net.InetAddress;

/// A CIDR range of addresses: `10.0.0.0/8`, `::1`, `fd00::/8`.
record AddressRange(byte[] start, int bits) {

  /// @throws IllegalArgumentException when the text is not an address or a range of them
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    var literal = slash < 0 ? text : text.substring(0, slash);
    var start = InetAddress.ofLiteral(literal.strip()).getAddress();
    int bits = slash < 0 ? start.length * 8 : Integer.parseInt(text.substring(slash + 1).strip());
    if (bits < 0 || bits > start.length * 8) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return new AddressRange(start, bits);
  }

  boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    if (bytes.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
