using System.Globalization;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Compares a model's outline with the map of the repository.</summary>
internal static class OutlineFaults
{
    private const int MaxNamed = 10;
    private const int ImportantSubjects = 6;

    /// <summary>Faults as sentences for the model; none when the outline can be used as it is.</summary>
    /// <param name="drawn">Outline of the model; null when its answer could not be read.</param>
    /// <param name="own">Outline of the index.</param>
    /// <param name="facts">Files of the repository.</param>
    public static IReadOnlyList<string> Find(WikiOutline? drawn, WikiOutline own, RepositoryFacts facts)
    {
        if (drawn is null || drawn.Pages.Count == 0)
        {
            return ["it could not be read as JSON of the schema"];
        }

        var faults = new List<string>();
        var known = facts.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var named = drawn.Pages.SelectMany(page => page.Files).ToHashSet(StringComparer.Ordinal);
        if (named.Where(path => !known.Contains(path)).Take(MaxNamed).ToList() is { Count: > 0 } missing)
        {
            faults.Add($"these files do not exist: {string.Join(", ", missing)}");
        }

        foreach (var group in drawn.Pages.GroupBy(page => page.Title, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Take(MaxNamed))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{group.Count()} pages have the title {group.Key}"));
        }

        var homeless = own.Pages.OrderByDescending(page => page.Importance).Take(ImportantSubjects)
            .Where(page => page.Files.Count > 0 && !page.Files.Any(named.Contains)).Select(page => $"{page.Title} ({page.Files[0]})").ToList();
        if (homeless.Count > 0)
        {
            faults.Add($"no page has files of these subjects: {string.Join(", ", homeless)}");
        }

        return faults;
    }
}
