using System.Collections.Frozen;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Tells the names of folders that say what is in them from those that do not.</summary>
internal static class FolderNames
{
    // Names that say where a thing is and not what.
    private static readonly FrozenSet<string> Containers = new[]
    {
        "src", "source", "sources", "lib", "libs", "pkg", "packages", "internal", "app", "apps", "main", "java", "kotlin", "scala", "python", "go", "js",
        "crates", "projects", "com", "org", "io", "net", "github", "python3", "code", "include", "Source", "Sources",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Vague = new[]
    {
        "core", "common", "shared", "base", "utils", "util", "helpers", "api", "server", "client", "impl", "types", "models", "model", "services", "service",
        "handlers", "config", "main", "v1", "v2", "v3", "lib", "src", "internal", "pkg", "data", "extensions", "infrastructure", "abstractions", "interfaces",
        "extension", "hooks", "internals", "context", "contexts", "utilities", "misc", "bind", "support", "tools",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when the name of a folder says where its files are and not what they do, as src and the places in addresses, such as [id], do.</summary>
    public static bool IsContainer(string folder) => Containers.Contains(folder) || folder[0] is '[' or '(';

    /// <summary>The folder whose sources a folder of packages holds: clients for <c>clients/src/main/java/org/apache</c>; null for none.</summary>
    public static string? ModuleOf(string folder) => folder.IndexOf("/src/main/", StringComparison.Ordinal) is > 0 and var at ? folder[..at] : null;

    /// <summary>Parts of a path that say what is in it: containers, and the owner in front of a package of Java, do not.</summary>
    public static List<string> Telling(string folder)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        var domain = ModuleOf(folder + "/") is null && !folder.StartsWith("src/main/", StringComparison.Ordinal) ? -1
            : parts.FindIndex(part => part is "com" or "org" or "io" or "net");
        if (domain >= 0 && domain + 1 < parts.Count)
        {
            parts.RemoveAt(domain + 1);
        }

        return parts.FindAll(part => !IsContainer(part));
    }

    /// <summary>True when the name fits half of all folders.</summary>
    public static bool IsVague(string folder) => Vague.Contains(folder.ToLowerInvariant());
}
