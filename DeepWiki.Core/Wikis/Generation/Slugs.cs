using System.Globalization;
using System.Text;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Names of pages in addresses.</summary>
internal static class Slugs
{
    private const int MaxLength = 80;

    /// <summary>The letters and digits of a title in lower case, words joined by hyphens.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && c is not ('\'' or '’'))
            {
                slug.Append('-');
            }

            if (slug.Length >= MaxLength)
            {
                break;
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "page" : text;
    }

    /// <summary>The slug, or with the lowest number behind it that none has; it is then among the taken ones.</summary>
    public static string Unique(string slug, HashSet<string> taken)
    {
        var free = slug;
        for (var n = 2; !taken.Add(free); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{slug}-{n}");
        }

        return free;
    }
}
