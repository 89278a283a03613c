namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>The rule for names: they become variables, files and hosts.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void Validate(string name, IEnumerable<IResource> others)
    {
        var fits = name.Length is > 0 and <= MaxLength && char.IsAsciiLetter(name[0]) && name[^1] != '-'
            && !name.Contains("--") && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
        if (!fits)
        {
            throw new DistributedApplicationException($"'{name}' is no resource name: 1 to 64 ASCII letters, digits and single hyphens, a letter first.");
        }

        if (others.Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There is a resource '{name}' already.");
        }
    }
}
