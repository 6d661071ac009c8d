// gazetteer_builder DATA_FOLDER OUTPUT: makes gazetteer.bin while citygraph is built. Not
// installed.
#include <cstdio>
#include <fstream>
#include <string>

#include "importers/gazetteer/build/build_gazetteer.h"

namespace {

namespace gazetteer_build = citygraph::importers::gazetteer_build;

int Complain(const std::string& message) {
  std::fprintf(stderr, "gazetteer_builder: %s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return Complain("usage: gazetteer_builder DATA_FOLDER OUTPUT");
  const citygraph::Result<std::string> bytes =
      gazetteer_build::BuildGazetteer(argv[1], gazetteer_build::MissingTables::kRefused);
  if (!bytes) return Complain(bytes.error().ToString());
  std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
  out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  out.close();
  return out ? 0 : Complain("cannot write " + std::string(argv[2]));
}
