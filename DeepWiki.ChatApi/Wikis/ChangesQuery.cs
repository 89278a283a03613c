using System.Globalization;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Two generations to compare.</summary>
/// <param name="From">The earlier one; null for the one before the later.</param>
/// <param name="To">The later one; null for the active one.</param>
internal sealed record ChangesQuery(GenerationQuery? From, GenerationQuery? To)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static ChangesQuery Parse(IQueryCollection query)
    {
        var faults = new List<RequestFault>();
        var (from, to) = (Read("from"), Read("to"));
        return faults.Count == 0 ? new ChangesQuery(from, to) : throw InvalidRequest.Create(faults);

        GenerationQuery? Read(string name)
        {
            string? text = query[name];
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            if (ReferenceName.IsCommit(text))
            {
                return new GenerationQuery(null, text.ToLowerInvariant());
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return new GenerationQuery(number, null);
            }

            faults.Add(new RequestFault("/" + name, "literal_error", $"{name} must be the number of a generation or the whole id of a commit"));
            return null;
        }
    }
}
