using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepWiki.Core.Models.Embeddings;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Embeddings;

[Trait("Category", "Unit")]
public sealed class LocalEmbeddingGeneratorTests : IDisposable
{
    private readonly LocalEmbeddingGenerator generator = new();

    public void Dispose() => generator.Dispose();

    [Fact]
    public void Its_profile_has_the_name_of_the_series() => Assert.Equal("local/hash-v1-512", LocalEmbeddingGenerator.Profile.Name);

    // Computed by a second implementation of the description: the first half of SHA-256 over all 512 values as little-endian halves.
    [Theory]
    [InlineData("public sealed class HTTPClientFactory : IHttpClientFactory", "A8A9E6A8F3B07592ED17D929398D8B83", "0094DC80F83EE06DEB0591BCB954E2BE")]
    [InlineData(
        "The chunker splits files into chunks of whole lines; chunks never overlap.", "7CDDEFCFC1CC17B6B638D7677FEEC1FF", "C97F4F15076ED79A951DCD5E42CB2F9B")]
    [InlineData("def parse_config(path): return json.load(open(path))", "682106F02444D9AB8FE1C8DF156F15E8", "C3FA10A10418E0D4891825CBFB5847C9")]
    public async Task Vectors_are_the_same_on_every_machine(string text, string document, string query)
    {
        Assert.Equal(document, Digest(await EmbedAsync(text)));
        Assert.Equal(query, Digest(await EmbedAsync(text, EmbeddingKind.Query())));
    }

    // The word itself in two places, its letter groups around it; again by the second implementation.
    [Fact]
    public async Task A_word_is_where_its_hash_says()
    {
        var vector = (await EmbedAsync("chunk")).ToArray();

        Assert.Equal((0.5988, -0.6853), (Math.Round(vector[227], 4), Math.Round(vector[469], 4)));
        Assert.All(vector.Where((_, place) => place is not (227 or 469)), value => Assert.InRange(Math.Abs(value), 0, 0.3));
        Assert.Equal("B69A86E9472E5BB8B6D924A9A1592C68", Digest(vector));
    }

    [Fact]
    public async Task Pairs_of_signs_are_words_without_letter_groups()
    {
        var vector = (await EmbedAsync("日本語")).ToArray();

        Assert.Equal([(97, -0.5f), (298, 0.5f), (410, -0.5f), (415, 0.5f)], vector.Index().Where(place => place.Item != 0));
    }

    [Fact]
    public void A_flood_of_words_changes_nothing()
    {
        var before = Digest(generator.EmbedDocument("the tokenizer splits identifiers"));
        for (var round = 0; round < 150; round++)
        {
            generator.EmbedDocument(string.Join(' ', Enumerable.Range(0, 1_000).Select(i => $"x{(char)('a' + (round % 26))}word{(round * 1_000) + i}")));
        }

        Assert.Equal(before, Digest(generator.EmbedDocument("the tokenizer splits identifiers")));
    }

    [Fact]
    public void A_chunk_costs_the_memory_of_its_vector()
    {
        string[] chunks =
        [
            .. Enumerable
                .Range(0, 50)
                .Select(i => $"public Task<HTTPResponse> Handler{i}(string path_{i}) => await client.SendAsync({i}, options); // 解析 größe"),
        ];
        Embed(chunks);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Embed(chunks);

        // 512 floats. Other threads may overwrite what is remembered of words meanwhile; all of it anew would be some 10 kB a chunk.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / chunks.Length, 512 * sizeof(float), 2_500);

        void Embed(IEnumerable<string> texts)
        {
            foreach (var text in texts)
            {
                generator.EmbedDocument(text);
            }
        }
    }

    [Fact]
    public void A_word_seen_first_costs_little_more_than_what_is_remembered_of_it()
    {
        string[] words = [.. Enumerable.Range(0, 200).Select(i => $"unheard{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}of")];
        generator.EmbedDocument("the tokenizer splits identifiers");

        var before = GC.GetAllocatedBytesForCurrentThread();
        generator.EmbedDocument(string.Join(' ', words));

        // Of 33 groups in 68 places; each as a string would be 40 bytes more, thrice over.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / words.Length, 0, 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!—")]
    [InlineData("what is the")]
    public async Task A_text_without_terms_gives_an_empty_vector(string text) => Assert.True((await EmbedAsync(text)).IsEmpty);

    [Fact]
    public async Task Vectors_have_length_one()
    {
        var vector = await EmbedAsync("the tokenizer splits identifiers");

        Assert.Equal(1, Math.Sqrt(Dot(vector, vector)), 1e-5);
    }

    [Fact]
    public async Task A_question_counts_each_term_once()
    {
        var once = await EmbedAsync("chunk size", EmbeddingKind.Query());
        var often = await EmbedAsync("chunk chunks chunking size", EmbeddingKind.Query());

        Assert.Equal(once.ToArray(), often.ToArray());
    }

    [Fact]
    public async Task A_document_counts_a_term_by_the_root_of_its_number()
    {
        // Three signs have no letter groups, so each word is two places of equal size.
        var vector = (await EmbedAsync("abc abc abc abc xyz")).ToArray();

        var sizes = vector.Select(Math.Abs).Where(size => size > 0).Order().ToList();
        Assert.Equal(4, sizes.Count);
        Assert.Equal(2, sizes[3] / sizes[0], 1e-6);
    }

    [Theory]
    [InlineData("abc", 2)]
    [InlineData("abcd", 20)] // 2 + two places for each of ^ab abc bcd cd$, ^abc abcd bcd$, ^abcd abcd$.
    public async Task Words_of_four_letters_have_letter_groups(string word, int most) =>
        Assert.InRange((await EmbedAsync(word)).ToArray().Count(value => value != 0), most - 3, most);

    [Fact]
    public async Task Words_in_common_bring_texts_together()
    {
        var question = await EmbedAsync("how are chunks split", EmbeddingKind.Query());
        var near = await EmbedAsync("Chunker splits a file into chunks");
        var far = await EmbedAsync("Redis connection multiplexer settings");

        Assert.True(Dot(question, near) > Dot(question, far) + 0.2);
    }

    [Fact]
    public async Task Many_threads_get_the_same_vectors()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"term{i} handler_{i % 7} parses chunkNumber{i}")];
        var expected = texts.Select(text => Digest(Fresh(text))).ToList();

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => texts.Select(text => Digest(generator.EmbedDocument(text))).ToList(), TestContext.Current.CancellationToken)));

        Assert.All(found, digests => Assert.Equal(expected, digests));
    }

    [Fact]
    public async Task One_vector_comes_back_for_each_text_in_order()
    {
        var embeddings = await generator.GenerateAsync(["alpha", "", "beta"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([512, 0, 512], embeddings.Select(embedding => embedding.Vector.Length));
    }

    private async Task<ReadOnlyMemory<float>> EmbedAsync(string text, EmbeddingGenerationOptions? options = null) =>
        (await generator.GenerateAsync([text], options, TestContext.Current.CancellationToken))[0].Vector;

    private static float[] Fresh(string text)
    {
        using var fresh = new LocalEmbeddingGenerator();
        return fresh.EmbedDocument(text);
    }

    private static double Dot(ReadOnlyMemory<float> left, ReadOnlyMemory<float> right) =>
        left.ToArray().Zip(right.ToArray(), (a, b) => (double)a * b).Sum();

    private static string Digest(ReadOnlyMemory<float> vector)
    {
        var halves = vector.ToArray().Select(value => (Half)value).ToArray();
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(halves.AsSpan())).AsSpan(0, 16));
    }
}
