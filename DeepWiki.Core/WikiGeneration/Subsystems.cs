namespace DeepWiki.Core.WikiGeneration;

/// <summary>
/// Cuts a repository into subsystems along its folders: whatever is heavier than its share is cut again, whatever is too light for a page of its
/// own is put together with what stands nearest. Files of one flat folder are told apart by their names.
/// </summary>
internal static class Subsystems
{
    private const double LeastShare = 0.02;
    private const double TooHeavy = 1.15;
    private const int MostCuts = 48;
    private const int FewestOfStem = 2;
    private const double LeastWeight = 60;

    /// <summary>At most <paramref name="most"/> subsystems, heaviest first.</summary>
    public static List<Subsystem> Cut(IReadOnlyList<MappedFile> files, int most)
    {
        var total = files.Sum(file => file.Weight);
        var units = new List<Subsystem> { Narrow(new Subsystem("", files)) };
        var whole = new HashSet<Subsystem>(ReferenceEqualityComparer.Instance);
        for (var cuts = 0; cuts < MostCuts; cuts++)
        {
            var heaviest = units.Where(unit => !whole.Contains(unit)).MaxBy(unit => unit.Weight);
            if (heaviest is null || (units.Count >= most && heaviest.Weight < TooHeavy * total / most))
            {
                break;
            }

            var parts = Split(heaviest, total);
            if (parts.Count < 2)
            {
                whole.Add(heaviest);
                continue;
            }

            units.Remove(heaviest);
            units.AddRange(parts);
            whole.UnionWith(parts.Where(part => part.IsRest || part.Theme is not null || part.Stem is not null));
        }

        Gather(units, most, total);
        return [.. Ordered(units)];
    }

    private static IEnumerable<Subsystem> Ordered(IEnumerable<Subsystem> units) =>
        units.OrderByDescending(unit => unit.Weight).ThenBy(unit => unit.Folder, StringComparer.Ordinal).ThenBy(unit => unit.Stem, StringComparer.Ordinal).ThenBy(unit => unit.Theme);

    /// <summary>The folder that all of its files are in, however deep.</summary>
    private static Subsystem Narrow(Subsystem unit)
    {
        if (unit.Files.Count == 0)
        {
            return unit;
        }

        var common = unit.Files[0].Folder;
        foreach (var file in unit.Files)
        {
            while (common.Length > 0 && !IsBelow(file.Folder, common))
            {
                common = common.LastIndexOf('/') is > 0 and var slash ? common[..slash] : "";
            }
        }

        return unit with { Folder = common };
    }

    private static bool IsBelow(string folder, string root) =>
        root.Length == 0 || (folder.StartsWith(root, StringComparison.Ordinal) && (folder.Length == root.Length || folder[root.Length] == '/'));

    private static List<Subsystem> Split(Subsystem unit, double total)
    {
        var from = unit.Folder.Length == 0 ? 0 : unit.Folder.Length + 1;
        var children = unit.Files.GroupBy(file => Child(file.Path, from), StringComparer.Ordinal).ToList();
        var folders = children.Where(child => child.Key.Length > 0).Select(child => Narrow(new Subsystem("", [.. child]))).ToList();
        return folders.Count == 0 ? SplitFlat(unit, total) : Keep(unit, folders, total);
    }

    private static string Child(string path, int from) => path.IndexOf('/', from) is > 0 and var slash ? path[from..slash] : "";

    private static List<Subsystem> SplitFlat(Subsystem unit, double total)
    {
        var first = unit.Files.GroupBy(file => FirstWord(file.Stem), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var groups = unit.Files
            .GroupBy(file => FileThemes.Of(file.Stem) is { } theme ? (Theme: (WikiWord?)theme, Stem: "")
                : (Theme: null, Stem: first[FirstWord(file.Stem)] > FewestOfStem ? FirstWord(file.Stem) : file.Stem.ToLowerInvariant()))
            .Select(group => new Subsystem(unit.Folder, [.. group]) { Theme = group.Key.Theme, Stem = group.Key.Theme is null ? CommonStem(group.Key.Stem, [.. group]) : null })
            .ToList();
        return Keep(unit, groups, total);
    }

    private static string FirstWord(string stem) => Names.Words(stem) is [var word, ..] ? word.ToLowerInvariant() : "";

    // As the files write it, and no longer than what they share.
    private static string CommonStem(string key, IReadOnlyList<MappedFile> files) =>
        files.Count > 1 && files[0].Stem.Length > key.Length ? files[0].Stem[..key.Length] : files[0].Stem;

    /// <summary>Parts with a page's worth of code; what is left stays together.</summary>
    private static List<Subsystem> Keep(Subsystem unit, List<Subsystem> parts, double total)
    {
        var least = Math.Max(LeastWeight, LeastShare * total);
        var kept = parts.Where(part => part.Weight >= least).ToList();
        if (kept.Count == 0)
        {
            return [unit];
        }

        var taken = kept.SelectMany(part => part.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var rest = unit.Files.Where(file => !taken.Contains(file.Path)).ToList();
        if (rest.Count > 0)
        {
            kept.Add(new Subsystem(unit.Folder, rest) { IsRest = true });
        }

        return kept;
    }

    /// <summary>Puts the lightest together with what stands nearest, until there are few enough.</summary>
    private static void Gather(List<Subsystem> units, int most, double total)
    {
        units.RemoveAll(unit => units.Count > 1 && unit.Weight < LeastShare * total / 2 && unit.IsRest);
        while (units.Count > most)
        {
            var ordered = Ordered(units).ToList();
            var lightest = ordered[^1];
            var nearest = ordered[..^1].OrderByDescending(unit => Shared(unit.Folder, lightest.Folder)).ThenBy(unit => unit.Weight)
                .ThenBy(unit => unit.Folder, StringComparer.Ordinal).First();
            units.Remove(lightest);

            // Without a folder in common, a light subsystem would only make another one hard to name.
            if (Shared(nearest.Folder, lightest.Folder) == 0 && lightest.Weight < nearest.Weight / 2)
            {
                continue;
            }

            units.Remove(nearest);
            units.Add(Join(nearest, lightest));
        }
    }

    private static Subsystem Join(Subsystem one, Subsystem other)
    {
        var joined = Narrow(new Subsystem("", [.. one.Files.Concat(other.Files).OrderBy(file => file.Path, StringComparer.Ordinal)]));
        return one.Folder == joined.Folder && one.Theme is null && one.Stem is null
            ? joined with { IsRest = one.IsRest, Parts = one.Parts }
            : joined with { Theme = one.Theme == other.Theme ? one.Theme : null, Parts = [.. PartsOf(one).Concat(PartsOf(other)).Distinct(StringComparer.Ordinal).Take(3)] };
    }

    private static IReadOnlyList<string> PartsOf(Subsystem unit) =>
        unit.Parts.Count > 0 ? unit.Parts : [unit.Stem ?? unit.Theme?.ToString() ?? unit.Folder[(unit.Folder.LastIndexOf('/') + 1)..]];

    /// <summary>How many folders two paths have in common.</summary>
    private static int Shared(string one, string other)
    {
        var shared = 0;
        foreach (var (a, b) in one.Split('/').Zip(other.Split('/')))
        {
            if (a.Length == 0 || a != b)
            {
                break;
            }

            shared++;
        }

        return shared;
    }
}
