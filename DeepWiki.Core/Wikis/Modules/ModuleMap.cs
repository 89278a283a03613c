namespace DeepWiki.Core.Wikis.Modules;

/// <summary>Parts of a repository and their dependencies.</summary>
/// <param name="Modules">The parts, largest first.</param>
/// <param name="Edges">Dependencies by places in the list: the first uses the second, so many times.</param>
internal sealed record ModuleMap(IReadOnlyList<Module> Modules, IReadOnlyList<(int From, int To, int Count)> Edges)
{
    public static ModuleMap Empty { get; } = new([], []);

    /// <summary>True when a module uses another, or is used by one.</summary>
    public bool IsLinked(int module) => Edges.Any(edge => edge.From == module || edge.To == module);

    /// <summary>Names of the modules that one uses.</summary>
    public IReadOnlyList<string> UsedBy(int module) => [.. Edges.Where(edge => edge.From == module).OrderByDescending(edge => edge.Count)
        .Select(edge => Modules[edge.To].Name)];
}
