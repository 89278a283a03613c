using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>Pages as one file of JSON, sent while it is written: indented lists are longer than the body they came in.</summary>
internal sealed class JsonExport(IReadOnlyList<ExportedPage> pages, BodySender sender)
{
    private readonly JsonTarget target = new(sender.Writer, indented: true);

    public async Task WriteAsync(string url, DateTimeOffset now)
    {
        target.BeginObject();
        target.Name("metadata"u8);
        target.BeginObject();
        target.Name("repository"u8);
        target.Text(url);
        target.Name("generated_at"u8);
        target.Text(now.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        target.Name("page_count"u8);
        target.Raw(Encoding.ASCII.GetBytes(pages.Count.ToString(CultureInfo.InvariantCulture)));
        target.EndObject();
        target.Name("pages"u8);
        target.BeginArray();
        foreach (var page in pages)
        {
            await WriteAsync(page);
        }

        target.EndArray();
        target.EndObject();
        await sender.FlushAsync();
    }

    private async Task WriteAsync(ExportedPage page)
    {
        target.BeginObject();
        target.Name("id"u8);
        target.Text(page.Id);
        target.Name("title"u8);
        target.Text(page.Title);
        target.Name("content"u8);
        target.Text(page.Content);
        target.Name("filePaths"u8);
        await WriteListAsync(page.FilePaths);
        target.Name("importance"u8);
        target.Text(page.Importance);
        target.Name("relatedPages"u8);
        await WriteListAsync(page.RelatedPages);
        target.EndObject();
        await sender.FlushIfFullAsync();
    }

    private async Task WriteListAsync(JsonElement list)
    {
        target.BeginArray();
        foreach (var element in list.EnumerateArray())
        {
            target.Text(element);
            await sender.FlushIfFullAsync();
        }

        target.EndArray();
    }
}
