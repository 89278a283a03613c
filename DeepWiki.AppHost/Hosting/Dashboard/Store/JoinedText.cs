using System.Globalization;
using System.Text;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Texts in a row as one text, <c>3:one3:two</c>, which no other row of texts gives.</summary>
internal static class JoinedText
{
    public static string Of(IEnumerable<string> parts)
    {
        var joined = new StringBuilder();
        foreach (var part in parts)
        {
            joined.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        }

        return joined.ToString();
    }
}
