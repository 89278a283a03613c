using System.Globalization;
using System.Net;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// The strict grammar of repository addresses. <see cref="Uri"/> trims, unescapes, folds dots and maps digits, and git reads more than
/// addresses; so the text is parsed here first, then by <see cref="Uri"/>, and refused when the two disagree.
/// </summary>
internal static class RepositoryAddressGrammar
{
    private const int MaxLength = 2048;
    private const int MaxFolderLength = 4096;

    /// <summary>Parses one line such as <c>https://host:8443/group/name.git</c>.</summary>
    public static (string Scheme, string Host, int Port, IReadOnlyList<string> Segments) ParseUrl(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            throw Invalid($"A repository address has 1 to {MaxLength} characters.");
        }

        CheckCharacters(text);
        var scheme = ParseScheme(text);
        var rest = text[(scheme.Length + "://".Length)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            throw Invalid("A repository address names a host, an owner and a repository.");
        }

        var (host, port) = ParseAuthority(rest[..slash], scheme);
        var segments = ParsePath(rest[(slash + 1)..]);
        var idnHost = AgreeWithUri(text, scheme, host, port, segments);

        return (scheme, idnHost, port, DropGitSuffix(segments));
    }

    /// <summary>Checks that the text is an absolute folder without characters that hide what it names.</summary>
    public static string ParseFolder(string text)
    {
        if (text.Length is 0 or > MaxFolderLength || !Path.IsPathFullyQualified(text))
        {
            throw Invalid("A local repository is named by the absolute path of its folder.");
        }

        if (text.Any(IsHidden) || HasLoneSurrogate(text))
        {
            throw Invalid("A path may not contain control or invisible characters.");
        }

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(text));
    }

    private static string ParseScheme(string text)
    {
        foreach (var scheme in (ReadOnlySpan<string>)[Uri.UriSchemeHttps, Uri.UriSchemeHttp])
        {
            if (text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }

        throw Invalid("A repository address starts with https:// or http://.");
    }

    private static void CheckCharacters(string text)
    {
        if (text.Any(character => char.IsWhiteSpace(character) || IsHidden(character)) || HasLoneSurrogate(text))
        {
            throw Invalid("A repository address may not contain spaces, control or invisible characters.");
        }

        if (text.AsSpan().IndexOfAny('\\', '?', '#') >= 0)
        {
            throw Invalid("A repository address has no query, fragment or backslash.");
        }
    }

    private static (string Host, int Port) ParseAuthority(string authority, string scheme)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            throw Invalid("A repository address carries no user name or password; send a token instead.");
        }

        var hostEnd = authority[0] == '[' ? authority.IndexOf(']', StringComparison.Ordinal) + 1 : authority.IndexOf(':', StringComparison.Ordinal);
        hostEnd = hostEnd < 0 ? authority.Length : hostEnd;
        var host = authority[..hostEnd];
        if (!HostName.IsValid(host))
        {
            throw Invalid("The host is neither a name of letters, digits and hyphens nor an IP address in its usual form.");
        }

        return (host, ParsePort(authority[hostEnd..], scheme));
    }

    private static int ParsePort(string text, string scheme)
    {
        if (text.Length == 0)
        {
            return scheme == Uri.UriSchemeHttps ? 443 : 80;
        }

        var digits = text.AsSpan(1);
        if (text[0] != ':' || digits.Length is 0 or > 5 || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9')
            || int.Parse(digits, CultureInfo.InvariantCulture) is var port && port > 65535)
        {
            throw Invalid("A port is a number from 1 to 65535.");
        }

        return port;
    }

    private static List<string> ParsePath(string path)
    {
        path = path.EndsWith('/') ? path[..^1] : path;
        var segments = path.Split('/').Select(Decode).ToList();
        if (segments.Count < 2)
        {
            throw Invalid("A repository address names an owner and a repository.");
        }

        foreach (var segment in segments)
        {
            if (segment is "" or "." or ".." || segment[0] == '-')
            {
                throw Invalid("A segment of the path may not be empty, dots, or begin with a hyphen.");
            }

            if (segment.AsSpan().IndexOfAny('/', '\\') >= 0 || segment.Any(IsHidden))
            {
                throw Invalid("A segment of the path may not hide separators or invisible characters.");
            }
        }

        return segments;
    }

    private static string Decode(string segment)
    {
        if (!segment.Contains('%', StringComparison.Ordinal))
        {
            return segment;
        }

        var bytes = new List<byte>(segment.Length);
        for (var i = 0; i < segment.Length;)
        {
            if (segment[i] == '%')
            {
                if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1]) || !char.IsAsciiHexDigit(segment[i + 2]))
                {
                    throw Invalid("A percent sign is followed by two hexadecimal digits.");
                }

                bytes.Add(Convert.ToByte(segment.Substring(i + 1, 2), 16));
                i += 3;
            }
            else
            {
                var width = char.IsSurrogate(segment[i]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(segment.Substring(i, width)));
                i += width;
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("Percent escapes must be valid UTF-8.");
        }
    }

    /// <summary>The second opinion. Returns the host as DNS will be asked for it.</summary>
    private static string AgreeWithUri(string text, string scheme, string host, int port, List<string> segments)
    {
        var path = "/" + string.Join('/', segments);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme != scheme
            || uri.Port != port
            || uri.UserInfo.Length > 0
            || Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/') != path.TrimEnd('/'))
        {
            throw Invalid("The address can be read in more than one way.");
        }

        var idnHost = uri.IdnHost.ToLowerInvariant();
        idnHost = uri.HostNameType == UriHostNameType.IPv6 ? $"[{idnHost}]" : idnHost;
        var isAddress = IPAddress.TryParse(idnHost, out _);
        if (!HostName.IsValid(idnHost) || ((isAddress || Ascii.IsValid(host)) && !string.Equals(host, idnHost, StringComparison.OrdinalIgnoreCase)))
        {
            throw Invalid("The host is not written in its usual form.");
        }

        return idnHost;
    }

    private static List<string> DropGitSuffix(List<string> segments)
    {
        var name = segments[^1];
        while (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^".git".Length];
        }

        if (name is "" or "." or "..")
        {
            throw Invalid("The repository has no name.");
        }

        segments[^1] = name;

        return segments;
    }

    private static bool IsHidden(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }

    private static DeepWikiException Invalid(string rule) => new(ErrorCode.RepositoryInvalid, rule);
}
