namespace DeepWiki.Core.Wikis.Outline;

/// <summary>
/// Cuts a repository into subsystems along its folders: whatever is heavier than its share is cut again, whatever is too light for a page of its
/// own is put together with what stands nearest. Files of one flat folder are told apart by their names.
/// </summary>
internal static class Subsystems
{
    private const double MinShare = 0.02;
    private const double TooHeavy = 1.15;
    private const double MostlyFlat = 0.5;
    private const double MinFlatShare = 0.34;
    private const int MaxCuts = 48;
    private const int MinOfStem = 2;
    private const double MinWeight = 120;
    private const double MinRest = 300;
    private const int MinToCut = 6;
    private const int MinToTellApart = 8;

    /// <summary>At most <paramref name="most"/> subsystems, heaviest first.</summary>
    public static List<Subsystem> Cut(IReadOnlyList<MappedFile> files, int most)
    {
        var total = files.Sum(file => file.Weight);
        var units = new List<Subsystem> { Narrow(new Subsystem("", files)) };
        var whole = new HashSet<Subsystem>(ReferenceEqualityComparer.Instance);
        for (var cuts = 0; cuts < MaxCuts; cuts++)
        {
            var heaviest = units.Where(unit => !whole.Contains(unit)).MaxBy(unit => unit.Weight);
            if (heaviest is null || (units.Count >= most && heaviest.Weight < TooHeavy * total / most))
            {
                break;
            }

            var parts = heaviest.Files.Count < MinToCut ? [] : Split(heaviest, total);
            if (parts.Count < 2)
            {
                whole.Add(heaviest);
                continue;
            }

            units.Remove(heaviest);
            units.AddRange(parts);
            whole.UnionWith(parts.Where(part => part.IsRest || part.Stem is not null));
        }

        Gather(units, most, total);
        return [.. Ordered(units)];
    }

    private static IEnumerable<Subsystem> Ordered(IEnumerable<Subsystem> units) =>
        units
            .OrderByDescending(unit => unit.Weight)
            .ThenBy(unit => unit.Folder, StringComparer.Ordinal)
            .ThenBy(unit => unit.Stem, StringComparer.Ordinal);

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
            while (common.Length > 0 && !file.IsBelow(common))
            {
                common = common.LastIndexOf('/') is > 0 and var slash ? common[..slash] : "";
            }
        }

        return unit with { Folder = common };
    }

    private static List<Subsystem> Split(Subsystem unit, double total)
    {
        var from = unit.Folder.Length == 0 ? 0 : unit.Folder.Length + 1;
        var children = unit.Files.ToLookup(file => Child(file.Path, from), StringComparer.Ordinal);
        var parts = children.Where(child => child.Key.Length > 0).Select(child => Narrow(new Subsystem("", [.. child]))).ToList();
        var own = new Subsystem(unit.Folder, [.. children[""]]);

        // Where a folder holds most of its code itself, that code is of several subjects too.
        if (own.Weight > MostlyFlat * unit.Weight && own.Weight > MinFlatShare * total && own.Files.Count >= MinToTellApart)
        {
            parts.AddRange(SplitFlat(own));
        }

        return Keep(unit, parts, total);
    }

    private static string Child(string path, int from) => path.IndexOf('/', from) is > 0 and var slash ? path[from..slash] : "";

    private static IEnumerable<Subsystem> SplitFlat(Subsystem unit)
    {
        var first = unit.Files.GroupBy(file => FirstWord(file.Stem), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return unit.Files.GroupBy(
                file => first[FirstWord(file.Stem)] > MinOfStem ? FirstWord(file.Stem) : file.Stem.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(group => new Subsystem(unit.Folder, [.. group]) { Stem = CommonStem(group.Key, [.. group]) });
    }

    private static string FirstWord(string stem) => Names.Words(stem) is [var word, ..] ? word.ToLowerInvariant() : "";

    /// <summary>The word that the names begin with, written as a declaration writes it that is called so, else as the first of them does.</summary>
    private static string CommonStem(string key, IReadOnlyList<MappedFile> files)
    {
        var folded = Names.Folded(key);
        var declared = files.SelectMany(file => file.Symbols).Select(symbol => symbol[(symbol.LastIndexOf('.') + 1)..])
            .FirstOrDefault(name => Names.Folded(name) == folded);
        if (declared is not null)
        {
            return declared;
        }

        // _trustregion_exact.py has a sign before it.
        var stem = files[0].Stem;
        return files.Count > 1 && stem.IndexOf(key, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? stem[at..(at + key.Length)] : stem;
    }

    /// <summary>Parts with a page's worth of code; what is left stays together.</summary>
    private static List<Subsystem> Keep(Subsystem unit, List<Subsystem> parts, double total)
    {
        var least = Math.Max(MinWeight, MinShare * total);
        var kept = parts.Where(part => part.Weight >= least && part.Files.Count < unit.Files.Count).Select(part => part with { Parent = unit.Folder }).ToList();
        if (kept.Count == 0)
        {
            return [unit];
        }

        var taken = kept.SelectMany(part => part.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var rest = unit.Files.Where(file => !taken.Contains(file.Path)).ToList();
        if (rest.Count > 0)
        {
            kept.Add(new Subsystem(unit.Folder, rest) { IsRest = true, Parent = unit.Parent });
        }

        return kept;
    }

    /// <summary>Gives the lightest back to the folder they were cut from, until there are few enough.</summary>
    private static void Gather(List<Subsystem> units, int most, double total)
    {
        units.RemoveAll(unit => units.Count > 1 && unit.IsRest && unit.Weight < Math.Max(MinRest, MinShare * total / 2));
        while (units.Count > most)
        {
            var lightest = Ordered(units).LastOrDefault(unit => unit.Parent is not null);
            if (lightest?.Parent is not { } parent)
            {
                // What stands at the root already can only be left to the pages about everything.
                units.Remove(Ordered(units).Last());
                continue;
            }

            units.Remove(lightest);
            var rest = units.Find(unit => unit.IsRest && unit.Folder == parent);
            if (rest is not null)
            {
                units.Remove(rest);
            }

            units.Add(Join(parent, rest, lightest));
        }
    }

    private static Subsystem Join(string folder, Subsystem? rest, Subsystem given) =>
        new(folder, [.. (rest?.Files ?? []).Concat(given.Files).OrderBy(file => file.Path, StringComparer.Ordinal)])
        {
            IsRest = true,
            Parent = rest?.Parent ?? (folder.Length == 0 ? null : folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : ""),
        };
}
