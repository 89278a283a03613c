namespace DeepWiki.Core.Models.Catalog;

/// <summary>Decides which texts can name a model or provider, and shows those that cannot.</summary>
internal static class ModelName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>True when a model may have this name. The two dot names would climb in an address that holds it.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && name is not ("." or "..") && !name.Any(IsUnprintable);

    /// <summary>The printable start of a name that a caller gave.</summary>
    public static string ToPrintable(string name) => new([.. name.Where(c => !IsUnprintable(c)).Take(MaxLength)]);

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029';
}
