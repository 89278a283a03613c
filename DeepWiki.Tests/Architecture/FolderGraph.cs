using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace DeepWiki.Tests.Architecture;

/// <summary>The folders of a project and which of them use which, read from its compiled types.</summary>
internal static class FolderGraph
{
    /// <summary>
    /// Every use of a folder by another one; a folder is written <c>Data/Jobs</c>, and the project's own one is empty. <c>Reason</c> names one type
    /// that uses and one that is used.
    /// </summary>
    public static IReadOnlyList<(string From, string To, string Reason)> Edges(Assembly assembly)
    {
        var root = assembly.GetName().Name ?? "";
        var edges =
            from type in new ArchLoader().LoadAssembly(assembly).Build().Types
            where IsInside(type, root)
            from dependency in type.Dependencies
            where IsInside(dependency.Target, root)
            let edge = (From: Folder(type, root), To: Folder(dependency.Target, root))
            where edge.From != edge.To
            group $"{type.Name} uses {dependency.Target.Name}" by edge into same
            orderby same.Key
            select (same.Key.From, same.Key.To, same.Min(StringComparer.Ordinal) ?? "");
        return [.. edges];
    }

    /// <summary>The edges that are part of a circle.</summary>
    public static IReadOnlyList<(string From, string To, string Reason)> Circular(IReadOnlyList<(string From, string To, string Reason)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        return [.. edges.Where(edge => Reaches(edge.To, edge.From, next))];
    }

    private static bool Reaches(string start, string end, ILookup<string, string> next)
    {
        HashSet<string> seen = [start];
        Stack<string> open = new(seen);
        while (open.TryPop(out var folder))
        {
            foreach (var step in next[folder].Where(seen.Add))
            {
                open.Push(step);
            }
        }

        return seen.Contains(end);
    }

    // Parameters of generic types have no namespace, or that of a namesake.
    private static bool IsInside(IType type, string root) =>
        type is not GenericParameter && type.Namespace?.FullName is { } name && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static string Folder(IType type, string root) => type.Namespace.FullName[root.Length..].TrimStart('.').Replace('.', '/');
}
