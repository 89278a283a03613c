using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Tests.Core.Git.Objects;

[Trait("Category", "Unit")]
public sealed class ObjectIdTests
{
    [Theory]
    [InlineData("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", 20)]
    [InlineData("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813", 32)]
    public void Both_formats_are_read_and_written(string text, int length)
    {
        var id = ObjectId.Parse(text);

        Assert.Equal((text, length), (id.ToString(), id.Length));
        Assert.Equal(id, ObjectId.FromBytes(id.ToArray()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("e69de29b")]
    [InlineData("e69de29bb2d1d6434b8b29ae775ad8c2e48c539g")]
    [InlineData("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391aa")]
    public void Anything_else_is_no_id(string text) => Assert.False(ObjectId.TryParse(text, out _));

    [Fact]
    public void The_id_of_a_blob_is_the_one_git_gives()
    {
        Assert.Equal("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", ObjectId.ForBlob([], ObjectFormat.Sha1).ToString());
        Assert.Equal("ce013625030ba8dba906f756967f9e9ca394464a", ObjectId.ForBlob("hello\n"u8, ObjectFormat.Sha1).ToString());
        Assert.Equal("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813", ObjectId.ForBlob([], ObjectFormat.Sha256).ToString());
    }

    [Fact]
    public void Ids_of_different_formats_differ_even_when_they_begin_alike()
    {
        Assert.NotEqual(ObjectId.FromBytes(new byte[20]), ObjectId.FromBytes(new byte[32]));
        Assert.True(ObjectId.FromBytes(new byte[20]).IsZero);
    }
}
