// Declared for lazy.cpp and others.
lazy<int> shared();
inline lazy<int> shared_inline() { co_return 2; }
