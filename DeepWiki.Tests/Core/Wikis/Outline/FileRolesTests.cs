using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class FileRolesTests
{
    [Theory]
    [InlineData("src/main/java/com/example/demo/Shop.java", nameof(FileRole.Core))]
    [InlineData("app/src/main/java/com/example/Shop.java", nameof(FileRole.Core))]
    [InlineData("examples/src/main/java/com/acme/Shop.java", nameof(FileRole.Example))]
    [InlineData("samples/shop/src/main/java/com/acme/Shop.java", nameof(FileRole.Example))]
    [InlineData("packages/shop/examples/first.ts", nameof(FileRole.Example))]
    [InlineData("mvnw.cmd", nameof(FileRole.Deployment))]
    [InlineData("gradlew.bat", nameof(FileRole.Deployment))]
    [InlineData("src/start.cmd", nameof(FileRole.Core))]
    [InlineData("docker/api/client.py", nameof(FileRole.Deployment))]
    [InlineData("src/docker/client.py", nameof(FileRole.Core))]
    [InlineData("src/docker/compose.json", nameof(FileRole.Deployment))]
    public void A_path_says_what_part_a_file_has(string path, string role)
    {
        Assert.Equal(role, FileRoles.Of(path).ToString());
    }

    [Fact]
    public void The_client_of_a_platform_is_what_its_repository_is_about()
    {
        var facts = new RepositoryFacts(
            "acme/docker-client",
            [
                SampleRepositories.File("docker/api/client.py", 900, "Client"),
                SampleRepositories.File("docker/models/images.py", 700, "Images"),
                SampleRepositories.File("setup.py", 40, "read"),
            ],
            "");

        var map = new RepositoryMap(facts);

        Assert.Equal(["docker/api/client.py", "docker/models/images.py", "setup.py"], map.Core.Select(file => file.Path).Order(StringComparer.Ordinal));
    }
}
