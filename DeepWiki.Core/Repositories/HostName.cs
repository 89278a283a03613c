using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Spelling of hosts: DNS labels, a dotted quad, or a bracketed IPv6 address without a zone; nothing else that curl or a resolver would read.
/// </summary>
internal static class HostName
{
    public static bool IsValid(string host)
    {
        if (host.Length is 0 or > 253)
        {
            return false;
        }

        if (host[0] == '[')
        {
            return IsBracketedAddress(host);
        }

        var labels = host.Split('.');

        // 127.1, 0x7f000001 and 2130706433 are addresses to many readers: a host that ends in a number has to be a plain dotted quad.
        return IsNumber(labels[^1]) ? IsDottedQuad(host) : labels.All(IsLabel);
    }

    /// <summary>The IP address that a valid host spells; null for a name.</summary>
    public static IPAddress? AsAddress(string host) =>
        IsValid(host) && (host[0] == '[' || IsDottedQuad(host)) && IPAddress.TryParse(host, out var address) ? address : null;

    private static bool IsBracketedAddress(string host) =>
        host[^1] == ']'
        && !host.Contains('%', StringComparison.Ordinal)
        && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && string.Equals(address.ToString(), host[1..^1], StringComparison.OrdinalIgnoreCase);

    private static bool IsDottedQuad(string host) =>
        IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host;

    private static bool IsNumber(string label) =>
        (label.Length > 0 && !label.AsSpan().ContainsAnyExceptInRange('0', '9'))
        || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label.Skip(2).All(char.IsAsciiHexDigit));

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(IsLabelCharacter);

    // Circled, full-width and other digits may turn into ASCII ones on the way to DNS.
    private static bool IsLabelCharacter(char character) => char.IsAscii(character)
        ? char.IsAsciiLetterOrDigit(character) || character == '-'
        : CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
