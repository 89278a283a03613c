using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Address of a repository: an http(s) address that was parsed, checked and rebuilt from its parts, or an absolute local folder.
/// The text it was parsed from may hold a secret; it is not kept and appears in no message.
/// </summary>
public sealed class RepositoryAddress : IEquatable<RepositoryAddress>
{
    /// <summary>The host published clients send when they have lost the address.</summary>
    public const string PlaceholderHost = "example";

    // Their routes find a repository whatever the case of its path.
    private static readonly string[] CaseIgnoringHosts = ["github.com", "gitlab.com", "bitbucket.org"];

    private RepositoryAddress(RepositoryKind kind, string scheme, string host, int port, IReadOnlyList<string> segments)
    {
        Kind = kind;
        Scheme = scheme;
        Host = host;
        Port = port;
        Segments = segments;
        Path = string.Join('/', segments);
    }

    public RepositoryKind Kind { get; }

    /// <summary><c>https</c> or <c>http</c>; empty for a local folder.</summary>
    public string Scheme { get; }

    /// <summary>The host as DNS knows it: lower case, Punycode, IPv6 in brackets; empty for a local folder.</summary>
    public string Host { get; }

    public int Port { get; }

    /// <summary>The decoded segments of the path, without <c>.git</c>.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The decoded path without outer slashes; for a local folder the absolute folder.</summary>
    public string Path { get; private init; }

    public bool IsLocal => Kind == RepositoryKind.Local;

    /// <summary>True when the client sent no real address, only owner and name.</summary>
    public bool IsPlaceholder => Host == PlaceholderHost;

    /// <summary>The host, with the port if it is not the scheme's own.</summary>
    public string Authority => HasDefaultPort ? Host : $"{Host}:{Port}";

    /// <summary>The absolute folder of a local repository, else null.</summary>
    public string? Folder => IsLocal ? Path : null;

    /// <summary>Path before the last segment; <c>local</c> for a folder.</summary>
    public string Owner => IsLocal ? "local" : string.Join('/', Segments.Take(Segments.Count - 1));

    /// <summary>The last segment, or the folder's name.</summary>
    public string Repository => Segments.Count == 0 ? "root" : Segments[^1];

    /// <summary>Name that people see: <c>owner/name</c>, with all groups between.</summary>
    public string Name => $"{Owner}/{Repository}";

    /// <summary>The key under which everything about this repository is stored: equal addresses, and only they, share it.</summary>
    public string Identity => IsLocal ? "local:" + Path : $"{Authority}/{HostPath}";

    /// <summary>The path as its host tells paths apart; the folder for a local one.</summary>
    public string HostPath => IgnoresCase ? Path.ToLowerInvariant() : Path;

    /// <summary>The address to browse, rebuilt from checked parts; null for a local folder.</summary>
    public Uri? Url => IsLocal ? null : new Uri($"{Scheme}://{Authority}/{EscapedPath}");

    /// <summary>True when the host finds a repository whatever the case of its path.</summary>
    public bool IgnoresCase => HasDefaultPort && CaseIgnoringHosts.Contains(Host, StringComparer.Ordinal);

    private bool HasDefaultPort => IsLocal || Port == (Scheme == Uri.UriSchemeHttps ? 443 : 80);

    private string EscapedPath => string.Join('/', Segments.Select(Uri.EscapeDataString));

    /// <summary>Parses what a caller named a repository by.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RepositoryInvalid"/> with the rule that is broken, never the text.</exception>
    public static RepositoryAddress Parse(string text, RepositoryKind kind)
    {
        if (kind == RepositoryKind.Local)
        {
            return ForFolder(RepositoryAddressGrammar.ParseFolder(text));
        }

        var (scheme, host, port, segments) = RepositoryAddressGrammar.ParseUrl(text);

        return new RepositoryAddress(kind, scheme, host, port, segments);
    }

    /// <summary>Parses text that may be wrong without an exception; <paramref name="error"/> says which rule is broken.</summary>
    public static bool TryParse(string text, RepositoryKind kind, out RepositoryAddress? address, out DeepWikiException? error)
    {
        try
        {
            (address, error) = (Parse(text, kind), null);

            return true;
        }
        catch (DeepWikiException exception)
        {
            (address, error) = (null, exception);

            return false;
        }
    }

    /// <summary>Link to lines of a file at a commit, in the form of the host's own pages; null where that form is not known.</summary>
    /// <param name="commit">Hexadecimal commit id.</param>
    /// <param name="path">Path in the tree, not encoded.</param>
    /// <param name="startLine">First line, 1-based.</param>
    /// <param name="endLine">Last line, inclusive.</param>
    public Uri? Permalink(string commit, string path, int startLine, int endLine)
    {
        var file = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var one = startLine == endLine;

        return Kind switch
        {
            RepositoryKind.GitHub => new Uri($"{Url}/blob/{commit}/{file}#L{startLine}{(one ? "" : $"-L{endLine}")}"),
            RepositoryKind.GitLab => new Uri($"{Url}/-/blob/{commit}/{file}#L{startLine}{(one ? "" : $"-{endLine}")}"),
            RepositoryKind.Bitbucket => new Uri($"{Url}/src/{commit}/{file}#lines-{startLine}{(one ? "" : $":{endLine}")}"),
            _ => null,
        };
    }

    public bool Equals(RepositoryAddress? other) => other is not null && Identity == other.Identity;

    public override bool Equals(object? obj) => Equals(obj as RepositoryAddress);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Identity);

    /// <summary>The canonical address; it holds no secret.</summary>
    public override string ToString() => IsLocal ? Path : $"{Scheme}://{Authority}/{EscapedPath}";

    /// <summary>An address of a folder that is known to be absolute and free of control characters.</summary>
    internal static RepositoryAddress ForFolder(string folder)
    {
        var segments = folder.Split([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

        return new RepositoryAddress(RepositoryKind.Local, "", "", 0, segments) { Path = folder };
    }

    /// <summary>
    /// Addresses to try in order when speaking Git. GitLab answers without <c>.git</c> by a redirect, which is not followed;
    /// plain servers know only the name the folder has.
    /// </summary>
    internal IReadOnlyList<string> GitUrls() => Kind switch
    {
        RepositoryKind.GitHub => [ToString()],
        RepositoryKind.GitLab => [ToString() + ".git"],
        _ => [ToString(), ToString() + ".git"],
    };
}
