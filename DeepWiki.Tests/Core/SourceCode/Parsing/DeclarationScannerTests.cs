using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Tests.Core.SourceCode.Parsing;

[Trait("Category", "Unit")]
public sealed class DeclarationScannerTests
{
    [Theory]
    [InlineData("a.cs", "public sealed partial record Chunk(int Start)", "Chunk")]
    [InlineData("a.cs", "    public static async Task<int> ReadAsync(Stream stream)", "ReadAsync")]
    [InlineData("a.cs", "    internal TimeSpan Gap { get; set; } = TimeSpan.Zero;", "Gap")]
    [InlineData("a.cs", "    private readonly Lock gate = new();", null)]
    [InlineData("a.cs", "    return new Chunk(1);", null)]
    [InlineData("a.py", "async def send(self, request):", "send")]
    [InlineData("a.py", "class Session(Base):", "Session")]
    [InlineData("a.py", "DEFAULT_POOL = 10", "DEFAULT_POOL")]
    [InlineData("a.py", "# class Session", null)]
    [InlineData("a.go", "func (r *Router) Match(req *http.Request) bool {", "Router.Match")]
    [InlineData("a.go", "func NewRouter() *Router {", "NewRouter")]
    [InlineData("a.go", "type Router struct {", "Router")]
    [InlineData("a.rs", "pub(crate) async fn poll<T>(self) {", "poll")]
    [InlineData("a.rs", "impl<T> Display for Frame<T> {", "Frame")]
    [InlineData("a.js", "res.send = function send(body) {", "res.send")]
    [InlineData("a.js", "Route.prototype.dispatch = function (req) {", "Route.dispatch")]
    [InlineData("a.ts", "export const parse = async (text: string) => {", "parse")]
    [InlineData("a.ts", "  render(props: Props): Node {", "render")]
    [InlineData("a.ts", "  if (props) {", null)]
    [InlineData("a.java", "    protected void run(String[] args) throws IOException {", "run")]
    [InlineData("a.c", "static int read_all(int fd, char *buffer)", "read_all")]
    [InlineData("a.c", "    return read_all(fd, buffer);", null)]
    [InlineData("a.rb", "  def self.call!(env)", "call!")]
    [InlineData("a.sql", "create table if not exists chunks (", "chunks")]
    [InlineData("a.sh", "count() {", "count")]
    [InlineData("a.php", "    public function handle($request)", "handle")]
    [InlineData("a.kt", "suspend fun load(id: Int): User {", "load")]
    [InlineData("a.scala", "case class Say(text: String) extends Message", "Say")]
    [InlineData("a.scala", "implicit lazy val limit = 1", null)]
    [InlineData("a.swift", "    public func value(for key: String) -> Value? {", "value")]
    [InlineData("a.swift", "extension Store where Value: Keyed {", "Store")]
    [InlineData("a.vb", "    Public Shared Function Total(items As List) As Integer", "Total")]
    [InlineData("a.vb", "Public Class Basket", "Basket")]
    [InlineData("a.tf", "resource \"aws_instance\" \"web\" {", "web")]
    [InlineData("a.graphql", "input Order {", "Order")]
    [InlineData("a.zig", "pub fn push(self: *Self) void {", "push")]
    [InlineData("a.nim", "proc push(item: int) =", "push")]
    [InlineData("a.sol", "contract Bank is Owned {", "Bank")]
    public void A_line_that_declares_something_has_its_name(string path, string line, string? name) =>
        Assert.Equal(name, Find(path, line).SingleOrDefault()?.FullName);

    [Fact]
    public void Members_stand_in_their_type_and_local_functions_are_part_of_their_body()
    {
        var lines = """
            class Session(Base):
                def send(self):
                    def inner():
                        pass
                    return inner
                def close(self):
                    pass

            def session():
                return Session()
            """;

        Assert.Equal(["Session", "Session.send", "Session.close", "session"], Find("a.py", lines).Select(found => found.FullName));
    }

    [Theory]
    [InlineData("a.cs", "internal TimeSpan Gap { get; set; }", DeclarationKind.Property)]
    [InlineData("a.cs", "public readonly record struct Point(int X);", DeclarationKind.Record)]
    [InlineData("a.rs", "impl<T> Display for Frame<T> {", DeclarationKind.Implementation)]
    [InlineData("a.proto", "message Order {", DeclarationKind.Message)]
    [InlineData("a.scala", "sealed trait Message", DeclarationKind.Trait)]
    [InlineData("a.go", "func (r *Router) Match() bool {", DeclarationKind.Method)]
    [InlineData("a.go", "func NewRouter() *Router {", DeclarationKind.Function)]
    [InlineData("a.sql", "create view active as", DeclarationKind.View)]
    public void A_line_tells_the_kind(string path, string line, DeclarationKind kind) => Assert.Equal(kind, Find(path, line).Single().Kind);

    [Fact]
    public void A_block_that_begins_inside_a_text_declares_what_comes_after_it()
    {
        var lines = "class of its own, they say\n    \"\"\"\n    return 1\n\n\ndef after():\n    \"\"\"\n    class in a text\n    \"\"\"";

        Assert.Contains(Find("a.py", lines), found => found.Name == "after");
        Assert.DoesNotContain(Find("a.py", lines), found => found.Name == "in");
    }

    private static List<Declaration> Find(string path, string text) => DeclarationScanner.Find(path, new SourceLines(text));
}
