using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.Core.Git;

/// <summary>
/// The whole environment of one git child. Settings travel as <c>GIT_CONFIG_KEY_n</c>, because an argument vector is readable by every
/// user of the machine, and they win over whatever a repository's own configuration says.
/// </summary>
internal sealed class GitEnvironment
{
    // Sloppiness that cannot hurt a reader without checkout. Trees with "..", ".git", doubled or unsorted entries stay errors.
    private static readonly string[] TolerableFaults =
    [
        "zeroPaddedFilemode", "badFilemode", "badTimezone", "badDateOverflow", "missingSpaceBeforeDate", "gitmodulesUpdate", "gitmodulesUrl",
        "gitmodulesName", "gitmodulesPath", "gitmodulesSymlink", "gitmodulesParse", "gitmodulesLarge", "gitmodulesBlob",
        "gitattributesLineLength", "gitattributesLarge", "gitattributesSymlink",
    ];

    private readonly List<(string Key, string Value)> settings =
    [
        ("protocol.allow", "never"),
        ("http.followRedirects", "false"),
        ("http.sslVerify", "true"),
        ("http.lowSpeedLimit", "1000"),
        ("http.lowSpeedTime", "30"),
        ("http.cookieFile", ""),
        ("http.proxy", ""),
        ("credential.helper", ""),
        ("core.hooksPath", "/dev/null"),
        ("core.fsmonitor", "false"),
        ("core.alternateRefsCommand", ""),
        ("core.attributesFile", "/dev/null"),
        ("submodule.recurse", "false"),
        ("fetch.recurseSubmodules", "no"),
        ("fetch.unpackLimit", "1"), // A pack is checked as it streams in; loose objects would be held in memory.
        ("fetch.writeCommitGraph", "false"),
        ("transfer.bundleURI", "false"),
        ("transfer.fsckObjects", "true"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        ("safe.bareRepository", "explicit"),
        ("uploadpack.packObjectsHook", ""),
        ("core.deltaBaseCacheLimit", "32m"),
        ("core.packedGitLimit", "256m"),
        ("core.bigFileThreshold", "8m"),
        ("pack.threads", "1"),
    ];

    private readonly Dictionary<string, string> variables;

    private GitEnvironment(string home)
    {
        settings.AddRange(TolerableFaults.Select(fault => ("fetch.fsck." + fault, "warn")));
        variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = home,
            ["XDG_CONFIG_HOME"] = home,
            ["LC_ALL"] = "C",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "/bin/false",
            ["SSH_ASKPASS"] = "/bin/false",
            ["GIT_SSH_COMMAND"] = "/bin/false",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_LFS_SKIP_SMUDGE"] = "1",
            ["GIT_ALLOW_PROTOCOL"] = "none", // Git before 2.45 does not know GIT_NO_LAZY_FETCH.
            ["GIT_PROTOCOL"] = "version=2",
        };
    }

    /// <summary>Environment of children that only read objects of a repository of ours.</summary>
    public static GitEnvironment Reading(string home) => new(home);

    /// <summary>Environment of children that read a folder somebody else owns.</summary>
    public static GitEnvironment ReadingFolder(string home, params IEnumerable<string> safeDirectories)
    {
        var environment = new GitEnvironment(home);
        environment.settings.AddRange(safeDirectories.Select(directory => ("safe.directory", directory)));

        return environment;
    }

    /// <summary>Environment of children that speak to one judged host, with the caller's token for exactly that host.</summary>
    public static GitEnvironment Remote(string home, RepositoryAddress address, PinnedHost host, Secret? token)
    {
        var environment = new GitEnvironment(home);
        var protocols = host.IsListed ? "https:http" : "https";
        environment.variables["GIT_ALLOW_PROTOCOL"] = protocols;
        environment.settings.AddRange(protocols.Split(':').Select(protocol => ($"protocol.{protocol}.allow", "always")));
        environment.settings.Add(("http.curloptResolve", Resolution(host)));
        if (token is not null && (address.Scheme == Uri.UriSchemeHttps || host.IsListed))
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserFor(address.Kind, token)}:{token.Reveal()}"));
            environment.settings.Add(($"http.{address.Scheme}://{address.Authority}/.extraHeader", "Authorization: Basic " + credentials));
        }

        return environment;
    }

    /// <summary>Reads the objects of another directory.</summary>
    public GitEnvironment WithObjectsOf(string gitDirectory)
    {
        variables["GIT_OBJECT_DIRECTORY"] = Path.Combine(gitDirectory, "objects");

        return this;
    }

    /// <summary>Adds the packets on standard error, to tell an empty repository from a page that is no repository.</summary>
    public GitEnvironment WithPackets()
    {
        variables["GIT_TRACE_PACKET"] = "2";

        return this;
    }

    public IReadOnlyDictionary<string, string> ToVariables()
    {
        var all = new Dictionary<string, string>(variables, StringComparer.Ordinal)
        {
            ["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (index, (key, value)) in settings.Index())
        {
            all[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = key;
            all[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = value;
        }

        return all;
    }

    // curl reads "host:port:address,address", IPv6 in brackets.
    private static string Resolution(PinnedHost host)
    {
        var addresses = host.Addresses.Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Plain(address)}]" : address.ToString());

        return string.Create(CultureInfo.InvariantCulture, $"{host.Host}:{host.Port}:{string.Join(',', addresses)}");
    }

    private static IPAddress Plain(IPAddress address) => new(address.GetAddressBytes());

    private static string UserFor(RepositoryKind kind, Secret token) => kind switch
    {
        RepositoryKind.GitHub => "x-access-token",
        RepositoryKind.GitLab => "oauth2",
        RepositoryKind.Bitbucket => token.Reveal().StartsWith("ATCTT", StringComparison.Ordinal) ? "x-bitbucket-api-token-auth" : "x-token-auth",
        _ => "git",
    };
}
