using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Pages as one file of Markdown, sent while it is written: links repeat titles, and a small body could ask for a file of any length.</summary>
internal sealed class MarkdownExport
{
    // Of brackets, mark and comma.
    private const int LinkBytes = 7;

    private readonly IReadOnlyList<ExportedPage> pages;
    private readonly BodySender target;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public MarkdownExport(IReadOnlyList<ExportedPage> pages, BodySender target)
    {
        (this.pages, this.target) = (pages, target);
        for (var place = 0; place < pages.Count; place++)
        {
            // Of two pages with one id the first is meant.
            places.TryAdd(pages[place].Id, place);
        }
    }

    /// <exception cref="DeepWiki.Core.Errors.DeepWikiException">The links alone would be longer than that.</exception>
    public void ThrowIfLonger(int most)
    {
        var length = 0L;
        foreach (var page in pages)
        {
            foreach (var related in RelatedOf(page))
            {
                length += LinkBytes + JsonMarshal.GetRawUtf8Value(related.Title).Length + related.Id.Length;
                if (length > most)
                {
                    throw ChatLimits.TooLarge(most);
                }
            }
        }
    }

    public async Task WriteAsync(string url, DateTimeOffset now)
    {
        Put($"# Wiki Documentation for {url}\n\nGenerated on: {now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}\n\n## Table of Contents\n\n");
        foreach (var page in pages)
        {
            Put("- ");
            await LinkAsync(page);
            Put("\n");
        }

        Put("\n");
        foreach (var page in pages)
        {
            await WriteAsync(page);
        }

        await target.FlushAsync();
    }

    private async Task WriteAsync(ExportedPage page)
    {
        Put($"<a id='{page.Id}'></a>\n\n## ");
        JsonText.Write(page.Title, target.Writer);
        Put("\n\n");
        if (page.RelatedPages.GetArrayLength() > 0)
        {
            Put("### Related Pages\n\n");
            var count = 0;
            foreach (var related in RelatedOf(page))
            {
                Put(count++ == 0 ? "Related topics: " : ", ");
                await LinkAsync(related);
            }

            Put(count > 0 ? "\n\n" : "");
        }

        JsonText.Write(page.Content, target.Writer);
        Put("\n\n---\n\n");
        await target.FlushIfFullAsync();
    }

    private async Task LinkAsync(ExportedPage page)
    {
        Put("[");
        JsonText.Write(page.Title, target.Writer);
        Put($"](#{page.Id})");
        await target.FlushIfFullAsync();
    }

    // Each once, and none that is no page here.
    private IEnumerable<ExportedPage> RelatedOf(ExportedPage page)
    {
        var seen = new HashSet<int>();
        foreach (var id in page.RelatedPages.EnumerateArray())
        {
            if (places.TryGetValue(JsonText.Read(id), out var place) && seen.Add(place))
            {
                yield return pages[place];
            }
        }
    }

    private void Put(string text) => target.Write(Encoding.UTF8.GetBytes(text));
}
